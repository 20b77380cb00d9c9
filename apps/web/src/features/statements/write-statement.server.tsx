import { renderToStaticMarkup } from 'react-dom/server';
import { Accessibility } from './accessibility.server.tsx';
import { Privacy } from './privacy.server.tsx';
import type { StatementWords } from './statement-words.server.ts';
import { Why } from './why.server.tsx';

/** The last part of each statement's address. */
export const STATEMENTS = ['why', 'privacy', 'accessibility'] as const;
export type Statement = (typeof STATEMENTS)[number];

/** A statement in one language, as HTML: nothing of it changes in the browser. */
export interface WrittenStatement {
  title: string;
  description: string;
  html: string;
}

/** Writes the statement named; `words` say in which language. */
export function writeStatement(statement: Statement, words: StatementWords): WrittenStatement {
  const { t } = words;
  switch (statement) {
    case 'why':
      return {
        title: t('why.title'),
        description: t('why.description'),
        html: renderToStaticMarkup(<Why words={words} />),
      };
    case 'privacy':
      return {
        title: t('privacy.title'),
        description: t('privacy.description'),
        html: renderToStaticMarkup(<Privacy words={words} />),
      };
    case 'accessibility':
      return {
        title: t('access.title'),
        description: t('access.description'),
        html: renderToStaticMarkup(<Accessibility words={words} />),
      };
  }
}
