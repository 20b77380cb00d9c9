import type { NewestSupporters } from '@lantern/schemas/supporters';
import { renderToStaticMarkup } from 'react-dom/server';
import type { HomeWords } from './home-words.server.ts';

/**
 * The newest names, as HTML, by the signers' choice: nothing else of them is told. Empty while staff
 * keep the list off the site.
 */
export function writeSupporters({ hidden, names }: NewestSupporters, words: HomeWords): string {
  return hidden ? '' : renderToStaticMarkup(<Supporters names={names} words={words} />);
}

function Supporters({ names, words: { t } }: { names: readonly string[]; words: HomeWords }) {
  return (
    <section
      aria-labelledby="supporters"
      className="mx-auto w-full max-w-page px-5 pt-14 md:px-8 lg:pt-24"
    >
      <h2 id="supporters" className="text-2xl lg:text-3xl">
        {t('supporters.title')}
      </h2>
      {names.length === 0 ? (
        <p className="mt-3 max-w-reading text-muted">{t('supporters.empty')}</p>
      ) : (
        <>
          <p className="mt-3 max-w-reading text-muted">{t('supporters.lead')}</p>
          <ul className="mt-6 flex flex-wrap gap-x-8 gap-y-3" data-testid="supporters">
            {names.map((name, index) => (
              <li
                // Two people may bear one name, and nothing else tells them apart here.
                // oxlint-disable-next-line react/no-array-index-key
                key={index}
                className="min-w-0 overflow-clip border-s-2 border-flame ps-3 font-serif text-xl wrap-anywhere"
              >
                {/* Any script, from either side: it must not turn the line around it. */}
                <bdi>{name}</bdi>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}
