import { LOCALES } from '@lantern/schemas/locale';
import { expect, test } from 'vitest';
import { KEPT_FIGURES, statementWords } from './statement-words.server.ts';
import { STATEMENTS, writeStatement } from './write-statement.server.tsx';

const pages = LOCALES.flatMap((locale) =>
  STATEMENTS.map((statement) => [locale, statement] as const),
);

test.each(pages)('%s/%s loads nothing and leads to plain pages only', (locale, statement) => {
  const { html } = writeStatement(statement, statementWords(locale, '2026'));
  expect(html).not.toMatch(/<(?:img|script|style|iframe|object|embed|link)\b|style=|src=/u);
  const hrefs = [...html.matchAll(/href="([^"]*)"/gu)].map(([, href = '']) => href);
  const foreign = hrefs.filter((href) => !href.startsWith(`/${locale}/`));
  expect(foreign.filter((href) => !/^https?:\/\/[\w.-]+\/[^"<>]*$/u.test(href))).toEqual([]);
  expect(hrefs.filter((href) => href.startsWith('/') && !href.includes('edition=2026'))).toEqual(
    [],
  );
});

test.each(LOCALES)('%s: the privacy page says how long, by the figures of the jobs', (locale) => {
  const words = statementWords(locale);
  const { html } = writeStatement('privacy', words);
  for (const figures of Object.values(KEPT_FIGURES))
    for (const figure of Object.values(figures)) expect(html).toContain(String(figure));
});
