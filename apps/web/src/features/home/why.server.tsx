import { renderToStaticMarkup } from 'react-dom/server';
import { pathTo } from '../../shared/paths.ts';
import { PlainLink } from '../../shared/plain-link.server.tsx';
import type { HomeWords } from './home-words.server.ts';

/** What is asked and why, in short, as HTML. `edition`: the slug the address named. */
export function writeWhy(edition: string | null, words: HomeWords): string {
  return renderToStaticMarkup(<Why edition={edition} words={words} />);
}

function Why({ edition, words: { t, locale } }: { edition: string | null; words: HomeWords }) {
  return (
    <>
      <h2 className="text-2xl">{t('why.title')}</h2>
      <div className="mt-3 flex flex-col gap-4 text-[1.0625rem] lg:text-lg">
        <p>{t('why.what')}</p>
        <p>{t('why.law')}</p>
        <p>{t('why.day')}</p>
      </div>
      <p className="mt-2 flex flex-wrap gap-x-8">
        <PlainLink href={pathTo(locale, '/why', { edition })}>{t('why.more')}</PlainLink>
        <PlainLink href={pathTo(locale, '/petition', { edition })}>
          {t('happens.petition')}
        </PlainLink>
      </p>
    </>
  );
}
