import { LOCALES } from '@lantern/schemas/locale';
import { expect, test } from 'vitest';
import { catalogueFaults } from '../../../../../tooling/catalogues.ts';
import { translator } from './mail-messages.ts';

test('every message exists in every language, with the same arguments, and is used', () => {
  expect(
    catalogueFaults({
      localesDir: `${import.meta.dirname}/locales`,
      sourceDir: import.meta.dirname,
      locales: LOCALES,
    }),
  ).toEqual([]);
});

test('arguments are filled in', () => {
  expect(translator('ko')('greeting', { name: '홍길동' })).toBe('홍길동 님, 안녕하십니까.');
});
