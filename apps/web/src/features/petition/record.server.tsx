import type { PetitionPage } from '@lantern/schemas/petition';
import type { CountriesJson, HistoryJson } from '@lantern/schemas/public-json';
import { renderToStaticMarkup } from 'react-dom/server';
import { pathTo } from '../../shared/paths.ts';
import { PlainLink } from '../../shared/plain-link.server.tsx';
import { Charts } from './charts.server.tsx';
import { CheckHash } from './check-hash.server.tsx';
import type { PetitionWords } from './petition-words.server.ts';
import { Section } from './section.server.tsx';
import { textFile, VersionList, type VersionEntry } from './versions.server.tsx';

/** What stands below the letter: how the number came about, and which words were signed when. */
export interface PetitionRecord {
  text: PetitionPage;
  versions: readonly VersionEntry[];
  history: HistoryJson;
  countries: CountriesJson;
  origin: string;
  edition: string | null;
}

interface Props {
  record: PetitionRecord;
  words: PetitionWords;
}

/** Charts and versions as HTML; nothing of it changes in the browser. */
export function writeRecord(record: PetitionRecord, words: PetitionWords): string {
  const { t, locale } = words;
  const { text, edition, origin } = record;
  return renderToStaticMarkup(
    <>
      <Charts {...record} page="/petition" words={words} />
      <p className="no-print mt-6">
        <PlainLink href={pathTo(locale, '/petition/counting', { edition })}>
          {t('page.title')}
        </PlainLink>
      </p>
      <Section
        id="versions"
        title={t('versions.title')}
        className="no-print mt-12 max-w-reading text-[1.0625rem]"
      >
        <VersionList {...record} words={words} />
        <CheckHash
          address={`${origin}${textFile({ locale, version: text.version }, edition)}`}
          hash={text.hash}
          words={words}
        />
      </Section>
    </>,
  );
}

/** Version and fingerprint as HTML, beside the dates; on paper, also where the letter stands. */
export function writeParticulars({ record: { text, origin, edition }, words }: Props): string {
  const { t, number, locale } = words;
  return renderToStaticMarkup(
    <>
      <p>
        <span className="text-muted">{t('versions.name', { version: number(text.version) })}</span>
        {' · '}
        <span className="text-muted">{t('hash.name')}</span>
      </p>
      <p className="break-all font-mono text-sm" data-testid="hash">
        {text.hash}
      </p>
      <p className="hidden print:block">{`${origin}${pathTo(locale, '/petition', { edition })}`}</p>
    </>,
  );
}
