import { HISTORY_RESOLUTIONS } from '@lantern/schemas/public-json';
import type {
  CorrectionsJson,
  CountJson,
  CountriesJson,
  HistoryJson,
} from '@lantern/schemas/public-json';
import type { ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { pathTo } from '../../shared/paths.ts';
import { CorrectionsTable, REASONS } from './corrections-table.server.tsx';
import type { CountingWords } from './counting-words.server.ts';
import { CountryBars } from './country-bars.server.tsx';
import { GrowthChart } from './growth-chart.server.tsx';
import { PublicData } from './public-data.server.tsx';

/** Everything the page tells; each answer names the version it was read at. */
export interface Counting {
  count: CountJson;
  history: HistoryJson;
  countries: CountriesJson;
  corrections: CorrectionsJson;
  origin: string;
  edition: string | null;
}

/** The page's content as HTML: nothing of it changes in the browser, so nothing is sent as data or script. */
export function writeCounting(counting: Counting, words: CountingWords): string {
  return renderToStaticMarkup(<CountingArticle counting={counting} words={words} />);
}

interface Props {
  counting: Counting;
  words: CountingWords;
}

function CountingArticle({ counting, words }: Props) {
  const { t } = words;
  return (
    <>
      <header className="max-w-reading">
        <h1 className="text-[2rem] md:text-[2.75rem]">{t('page.title')}</h1>
        <p className="mt-5 text-lg">{t('page.lead')}</p>
        <TheNumber count={counting.count} words={words} />
      </header>
      <Charts counting={counting} words={words} />
      <div className="mt-14 flex max-w-reading flex-col gap-12 text-[1.0625rem]">
        <Rules words={words} />
        <Section title={t('corrections.title')}>
          <p className="mb-3">{t('corrections.lead')}</p>
          <CorrectionsTable corrections={counting.corrections} words={words} />
          <Stamp of={counting.corrections} words={words} />
        </Section>
        <Section title={t('small.title')}>
          <p>{t('small.rule')}</p>
          <p className="mt-3">{t('small.sum')}</p>
        </Section>
        <Section title={t('version.title')}>
          <p>{t('version.text')}</p>
        </Section>
        <Section title={t('api.title')}>
          <PublicData {...counting} words={words} />
        </Section>
      </div>
    </>
  );
}

function TheNumber({ count, words }: { count: CountJson; words: CountingWords }) {
  return (
    <div className="mt-6">
      <p className="flex flex-wrap items-baseline gap-x-4">
        <span
          className="tabular font-serif text-[2.75rem] font-semibold leading-none md:text-[3.75rem]"
          data-testid="total"
        >
          {words.number(count.total)}
        </span>
        <span className="text-lg">{words.t('page.total', { count: count.total })}</span>
      </p>
      <Stamp of={count} words={words} />
    </div>
  );
}

function Charts({ counting, words }: Props) {
  const { t } = words;
  return (
    <div className="mt-12 grid gap-x-16 gap-y-12 text-[1.0625rem] lg:grid-cols-[3fr_2fr]">
      <Section title={t('growth.title')}>
        <Scales counting={counting} words={words} />
        <GrowthChart history={counting.history} words={words} />
        <Stamp of={counting.history} words={words} />
      </Section>
      <Section title={t('countries.title')}>
        <CountryBars countries={counting.countries} words={words} />
        <Stamp of={counting.countries} words={words} />
      </Section>
    </div>
  );
}

/** Plain links, so that each scale is a page of its own. */
function Scales({ counting: { history, edition }, words: { t, locale } }: Props) {
  return (
    <nav aria-label={t('growth.scale')} className="no-print mb-3 flex flex-wrap gap-x-5">
      {HISTORY_RESOLUTIONS.toReversed().map((resolution) => (
        <a
          key={resolution}
          href={pathTo(locale, '/petition/counting', {
            resolution: resolution === 'day' ? null : resolution,
            edition,
          })}
          {...(resolution === history.resolution && { 'aria-current': 'page' as const })}
          className="inline-flex min-h-touch items-center border-b-2 border-transparent text-accent underline underline-offset-4 aria-[current]:border-accent aria-[current]:font-semibold aria-[current]:text-text aria-[current]:no-underline"
        >
          {t(`growth.scale.${resolution}`)}
        </a>
      ))}
    </nav>
  );
}

function Rules({ words: { t } }: { words: CountingWords }) {
  return (
    <>
      <Section title={t('counts.title')}>
        <ul className="flex list-disc flex-col gap-3 ps-5">
          <li>{t('counts.alone')}</li>
          <li>{t('counts.once')}</li>
          <li>{t('counts.held')}</li>
          <li>{t('counts.number')}</li>
        </ul>
      </Section>
      <Section title={t('removed.title')}>
        <p>{t('removed.lead')}</p>
        <ul className="mt-3 flex list-disc flex-col gap-1 ps-5">
          {REASONS.map((reason) => (
            <li key={reason}>{t(`reason.${reason}`)}</li>
          ))}
        </ul>
        <p className="mt-3">{t('removed.after')}</p>
      </Section>
    </>
  );
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="min-w-0">
      <h2 className="mb-3 text-2xl">{title}</h2>
      {children}
    </section>
  );
}

interface StampProps {
  of: { version: number; asOf: string };
  words: CountingWords;
}

function Stamp({ of: { version, asOf }, words }: StampProps) {
  const time = words.instant(asOf);
  return (
    <p className="tabular mt-3 text-sm text-muted">
      <time dateTime={asOf}>{words.t('page.stamp', { version: words.number(version), time })}</time>
    </p>
  );
}
