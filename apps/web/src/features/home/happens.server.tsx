import { renderToStaticMarkup } from 'react-dom/server';
import { pathTo } from '../../shared/paths.ts';
import { PlainLink } from '../../shared/plain-link.server.tsx';
import type { HomeWords } from './home-words.server.ts';

const STEPS = ['mail', 'count', 'deliver', 'news', 'undo'] as const;

interface Facts {
  /** When it is delivered, in words. */
  delivers: string;
  /** Slug of the edition the address named, to be kept in links. */
  edition: string | null;
}

/** What becomes of a signature, step by step, as HTML. */
export function writeHappens(facts: Facts, words: HomeWords): string {
  return renderToStaticMarkup(<WhatHappens {...facts} words={words} />);
}

function WhatHappens({ delivers, edition, words: { t, locale } }: Facts & { words: HomeWords }) {
  return (
    <>
      <h2 className="text-2xl lg:text-3xl">{t('happens.title')}</h2>
      <ol className="mt-6 grid gap-x-12 gap-y-7 sm:grid-cols-2 lg:grid-cols-3">
        {STEPS.map((step, index) => (
          <li key={step} className="flex gap-4 border-t border-line pt-4">
            <span
              className="font-serif text-2xl font-semibold leading-tight text-accent"
              aria-hidden
            >
              {index + 1}
            </span>
            <div>
              <h3 className="font-sans text-[1.0625rem] font-semibold leading-snug">
                {t(`happens.${step}.title`)}
              </h3>
              <p className="mt-1 text-muted">{t(`happens.${step}.text`, { date: delivers })}</p>
            </div>
          </li>
        ))}
      </ol>
      <p className="mt-8 flex flex-wrap gap-x-8">
        <PlainLink href={pathTo(locale, '/petition', { edition })}>
          {t('happens.petition')}
        </PlainLink>
        <PlainLink href={pathTo(locale, '/petition/counting', { edition })}>
          {t('happens.counting')}
        </PlainLink>
      </p>
    </>
  );
}
