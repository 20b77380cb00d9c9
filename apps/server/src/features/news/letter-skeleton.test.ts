import { LOCALES } from '@lantern/schemas/locale';
import { NEWS_GAP } from '@lantern/schemas/news-terms';
import { expect, test } from 'vitest';
import { catalogueFaults } from '../../../../../tooling/catalogues.ts';
import { letterSkeleton } from './letter-skeleton.ts';

test('every question is asked in every language', () => {
  expect(
    catalogueFaults({
      localesDir: `${import.meta.dirname}/locales`,
      sourceDir: import.meta.dirname,
      locales: LOCALES,
    }),
  ).toEqual([]);
});

test('each ends in a gap, so that none of it is mailed by mistake', () => {
  for (const locale of LOCALES)
    for (const line of letterSkeleton(locale).body.split('\n\n'))
      expect(line).toSatisfy((text: string) => /.[:：] /u.test(text) && text.endsWith(NEWS_GAP));
});
