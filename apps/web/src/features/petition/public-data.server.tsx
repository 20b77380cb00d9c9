import type { CountJson } from '@lantern/schemas/public-json';
import type { PetitionWords } from './petition-words.server.ts';

const ADDRESSES = [
  ['count', '/api/v1/count'],
  ['countries', '/api/v1/countries'],
  ['cities', '/api/v1/cities'],
  ['history', '/api/v1/history?resolution=day'],
  ['corrections', '/api/v1/corrections'],
  ['petition', '/api/v1/petition'],
] as const;

interface Props {
  count: CountJson;
  /** Where this site is, for commands that can be copied. */
  origin: string;
  /** Named by the address of the page, or null for the current one. */
  edition: string | null;
  words: PetitionWords;
}

/** Where programs find the figures; the examples are true answers, not made up. */
export function PublicData({ count, origin, edition, words: { t } }: Props) {
  const { total, version, asOf, perMinute } = count;
  const csv = `total,version,asOf,perMinute\n${[total, version, asOf, perMinute].join(',')}`;
  const address = withEdition('/api/v1/count', edition);
  return (
    <>
      <p className="mt-3">{t('api.lead')}</p>
      <dl className="mt-4 flex flex-col gap-1">
        {ADDRESSES.map(([name, path]) => (
          <div key={name}>
            <dt>
              <a
                className="inline-flex min-h-touch items-center break-all font-mono text-sm text-accent underline underline-offset-4"
                href={withEdition(path, edition)}
              >
                {withEdition(path, edition)}
              </a>
            </dt>
            <dd className="text-muted">{t(`api.${name}`)}</dd>
          </div>
        ))}
      </dl>
      <p className="mt-5">{t('api.json')}</p>
      <Code text={JSON.stringify({ total, version, asOf, perMinute })} />
      <p className="mt-5">{t('api.csv')}</p>
      <Code text={`curl -H 'Accept: text/csv' '${origin}${address}'\n\n${csv}`} />
    </>
  );
}

function withEdition(path: string, edition: string | null): string {
  if (edition === null) return path;
  return `${path}${path.includes('?') ? '&' : '?'}edition=${encodeURIComponent(edition)}`;
}

function Code({ text }: { text: string }) {
  return (
    <pre className="mt-2 whitespace-pre-wrap break-all rounded-control bg-sunken p-4 font-mono text-sm">
      <code>{text}</code>
    </pre>
  );
}
