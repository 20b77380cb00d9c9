import { LOCALE_NAMES, LOCALES, type Locale } from '@lantern/schemas/locale';
import type { PetitionVersions } from '@lantern/schemas/petition';
import { pathTo } from '../../shared/paths.ts';
import { PLAIN_LINK } from '../../shared/plain-link.server.tsx';
import type { PetitionWords } from './petition-words.server.ts';

/** A version of the text, without its words. */
export type VersionEntry = PetitionVersions['versions'][number];

interface Props {
  versions: readonly VersionEntry[];
  /** Named by the address of the page, or null for the current one. */
  edition: string | null;
  words: PetitionWords;
}

/** Every version that ever was in force: this language's open, the others' behind a button. */
export function VersionList({ versions, edition, words }: Props) {
  const { t, locale } = words;
  const others = LOCALES.filter((other) => other !== locale);
  const of = (wanted: Locale) => versions.filter((version) => version.locale === wanted);
  return (
    <>
      <p>{t('versions.lead')}</p>
      <Entries versions={of(locale)} edition={edition} words={words} />
      <details className="mt-4">
        <summary className={PLAIN_LINK}>{t('versions.others')}</summary>
        {others.map((other) => (
          <div key={other} className="mt-3">
            <h3 lang={other} className="text-lg">
              {LOCALE_NAMES[other]}
            </h3>
            {of(other).length === 0 && <p className="text-muted">{t('versions.none')}</p>}
            <Entries versions={of(other)} edition={edition} words={words} />
          </div>
        ))}
      </details>
    </>
  );
}

function Entries({ versions, edition, words }: Props) {
  return (
    <ol className="mt-2 divide-y divide-line border-y border-line">
      {versions.map((entry) => (
        <li key={entry.version} className="py-3">
          <p>
            <strong>{words.t('versions.name', { version: words.number(entry.version) })}</strong>{' '}
            <span className="text-muted">{inForce(entry, words)}</span>
          </p>
          <p className="mt-1 break-all font-mono text-sm">{entry.hash}</p>
          <Links entry={entry} edition={edition} words={words} />
        </li>
      ))}
    </ol>
  );
}

interface LinksProps {
  entry: VersionEntry;
  edition: string | null;
  words: PetitionWords;
}

function Links({ entry, edition, words: { t, number } }: LinksProps) {
  const { locale, version } = entry;
  const link = 'inline-flex min-h-touch items-center text-accent underline underline-offset-4';
  const name = `${LOCALE_NAMES[locale]}, ${t('versions.name', { version: number(version) })}`;
  return (
    <p className="flex flex-wrap gap-x-5 text-[0.9375rem]">
      <a
        className={link}
        href={pathTo(locale, `/petition/versions/${version}`, { edition })}
        aria-label={`${t('versions.read')}: ${name}`}
      >
        {t('versions.read')}
      </a>
      <a
        className={link}
        href={textFile(entry, edition)}
        download={`petition-${edition ?? 'current'}-${locale}-${version}.txt`}
        aria-label={`${t('versions.file')}: ${name}`}
      >
        {t('versions.file')}
      </a>
    </p>
  );
}

/** Address of the very bytes a version's hash covers. */
export function textFile(
  { locale, version }: Pick<VersionEntry, 'locale' | 'version'>,
  edition: string | null,
): string {
  const query = edition === null ? '' : `?edition=${encodeURIComponent(edition)}`;
  return `${pathTo(locale, `/petition/versions/${version}`)}.txt${query}`;
}

/** From when, and until when, people signed these words. */
export function inForce({ from, until }: VersionEntry, { t, instant }: PetitionWords): string {
  if (until === null) return t('versions.since', { from: instant(from) });
  return t('versions.past', { from: instant(from), until: instant(until) });
}
