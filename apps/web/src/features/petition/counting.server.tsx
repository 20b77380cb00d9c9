import type {
  CorrectionsJson,
  CountJson,
  CountriesJson,
  HistoryJson,
} from '@lantern/schemas/public-json';
import { renderToStaticMarkup } from 'react-dom/server';
import { CorrectionsTable, REASONS } from './corrections-table.server.tsx';
import type { PetitionWords } from './petition-words.server.ts';
import { Charts } from './charts.server.tsx';
import { PublicData } from './public-data.server.tsx';
import { Section, Stamp } from './section.server.tsx';

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
export function writeCounting(counting: Counting, words: PetitionWords): string {
  return renderToStaticMarkup(<CountingArticle counting={counting} words={words} />);
}

interface Props {
  counting: Counting;
  words: PetitionWords;
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
      <Charts {...counting} page="/petition/counting" words={words} />
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

function TheNumber({ count, words }: { count: CountJson; words: PetitionWords }) {
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

function Rules({ words: { t } }: { words: PetitionWords }) {
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
