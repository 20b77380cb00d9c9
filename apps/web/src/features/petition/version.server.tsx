import type { PetitionVersion } from '@lantern/schemas/petition';
import { renderToStaticMarkup } from 'react-dom/server';
import { pathTo } from '../../shared/paths.ts';
import { PLAIN_LINK, PlainLink } from '../../shared/plain-link.server.tsx';
import { CheckHash } from './check-hash.server.tsx';
import { Letter } from './letter.server.tsx';
import type { PetitionWords } from './petition-words.server.ts';
import { inForce, textFile } from './versions.server.tsx';

interface Shown {
  version: PetitionVersion;
  origin: string;
  /** Named by the address of the page, or null for the current one. */
  edition: string | null;
}

/** One version of the text as HTML, with when it was in force. */
export function writeVersion(shown: Shown, words: PetitionWords): string {
  const { version, origin, edition } = shown;
  const { t, number, locale } = words;
  const standing = `${t('versions.name', { version: number(version.version) })} · ${inForce(version, words)}`;
  return renderToStaticMarkup(
    <>
      {version.until !== null && <Overtaken edition={edition} words={words} />}
      <Letter text={version} standing={standing} />
      <div className="mt-12 border-t border-line pt-6 text-[0.9375rem]">
        <p className="hidden print:block">{standing}</p>
        <p className="text-muted">{t('hash.name')}</p>
        <p className="break-all font-mono text-sm" data-testid="hash">
          {version.hash}
        </p>
        <p className="mt-3">{t('versions.lead')}</p>
        <CheckHash
          address={`${origin}${textFile(version, edition)}`}
          hash={version.hash}
          words={words}
        />
        <p className="no-print mt-3">
          <PlainLink href={`${pathTo(locale, '/petition', { edition })}#versions`}>
            {t('versions.title')}
          </PlainLink>
        </p>
      </div>
    </>,
  );
}

function Overtaken({
  edition,
  words: { t, locale },
}: Pick<Shown, 'edition'> & { words: PetitionWords }) {
  return (
    <aside className="mb-8 rounded-card border border-line bg-sunken p-5">
      <p>{t('versions.newer')}</p>
      <a className={`no-print ${PLAIN_LINK}`} href={pathTo(locale, '/petition', { edition })}>
        {t('versions.newer-link')}
      </a>
    </aside>
  );
}
