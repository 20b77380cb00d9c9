import { expect, test } from 'vitest';
import { localeOfRequest } from './locale-of-request.ts';

const ask = (path: string, acceptLanguage = '') =>
  localeOfRequest(
    new Request(`http://localhost${path}`, { headers: { 'accept-language': acceptLanguage } }),
  );

test('the path decides before the reader’s preference', () => {
  expect(ask('/ko/no-such-page', 'zh-CN')).toBe('ko');
  expect(ask('/zh-Hans', 'ko')).toBe('zh-Hans');
});

test.each([
  ['ko-KR,ko;q=0.9,en;q=0.8', 'ko'],
  ['fr, zh-CN;q=0.8, ko;q=0.9', 'ko'],
  ['zh-TW', 'zh-Hans'],
  ['ko;q=0, en', 'en'],
  ['fr', 'en'],
  ['', 'en'],
])('elsewhere %j answers in %s', (header, locale) => {
  expect(ask('/nowhere', header)).toBe(locale);
  expect(ask('/kor', header)).toBe(locale);
});
