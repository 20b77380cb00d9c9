import {
  HISTORY_RESOLUTIONS,
  type CountriesJson,
  type HistoryJson,
} from '@lantern/schemas/public-json';
import { pathTo } from '../../shared/paths.ts';
import { CountryBars } from './country-bars.server.tsx';
import { GrowthChart } from './growth-chart.server.tsx';
import type { PetitionWords } from './petition-words.server.ts';
import { Section, Stamp } from './section.server.tsx';

interface Props {
  history: HistoryJson;
  countries: CountriesJson;
  /** Named by the address of the page, or null for the current one. */
  edition: string | null;
  /** The page the charts stand on; its scales are links to itself. */
  page: '/petition' | '/petition/counting';
  words: PetitionWords;
}

/** Signatures over time and by country, each drawn, in a sentence, and as a table. */
export function Charts({ history, countries, words, ...place }: Props) {
  const { t } = words;
  return (
    <div className="no-print mt-12 grid gap-x-16 gap-y-12 text-[1.0625rem] lg:grid-cols-[3fr_2fr]">
      <Section id="chart" title={t('growth.title')}>
        <Scales {...place} shown={history.resolution} words={words} />
        <GrowthChart history={history} words={words} />
        <Stamp of={history} words={words} />
      </Section>
      <Section title={t('countries.title')}>
        <CountryBars countries={countries} words={words} />
        <Stamp of={countries} words={words} />
      </Section>
    </div>
  );
}

type ScalesProps = Pick<Props, 'edition' | 'page' | 'words'> & {
  shown: HistoryJson['resolution'];
};

/** Plain links, so that each scale is a page of its own; they come back to the chart, not to the top. */
function Scales({ shown, edition, page, words: { t, locale } }: ScalesProps) {
  return (
    <nav aria-label={t('growth.scale')} className="mb-3 flex flex-wrap gap-x-5">
      {HISTORY_RESOLUTIONS.toReversed().map((resolution) => (
        <a
          key={resolution}
          href={`${pathTo(locale, page, { chart: resolution, edition })}#chart`}
          {...(resolution === shown && { 'aria-current': 'page' as const })}
          className="inline-flex min-h-touch items-center border-b-2 border-transparent text-accent underline underline-offset-4 aria-[current]:border-accent aria-[current]:font-semibold aria-[current]:text-text aria-[current]:no-underline"
        >
          {t(`growth.scale.${resolution}`)}
        </a>
      ))}
    </nav>
  );
}
