import { expect, test } from 'vitest';
import { preferredLocale } from './preferred-locale.ts';

test.each([
  [undefined, 'en'],
  ['', 'en'],
  ['ko-KR,ko;q=0.9,en;q=0.8', 'ko'],
  ['zh-CN', 'zh-Hans'],
  ['zh-TW,zh;q=0.9', 'zh-Hans'],
  ['fr-FR,fr;q=0.9,ko;q=0.5,en;q=0.3', 'ko'],
  ['en;q=0.1,ko;q=0.2', 'ko'],
  ['ko;q=0,en', 'en'],
  ['de', 'en'],
  [`${'x,'.repeat(10_000)}ko`, 'en'],
])('%s is answered in %s', (header, locale) => {
  expect(preferredLocale(header)).toBe(locale);
});
