import { expect, test } from 'vitest';
import { languageNames, languagesWithout } from './languages.ts';

test('languages without an approved text are told in the order languages are offered', () => {
  expect(languagesWithout(['ko'])).toEqual(['en', 'zh-Hans']);
  expect(languagesWithout(['zh-Hans', 'ko', 'en'])).toEqual([]);
});

test('languages are named in the language of the reader', () => {
  expect(languageNames(['ko', 'zh-Hans'], 'en')).toBe('Korean and Simplified Chinese');
  expect(languageNames(['en', 'zh-Hans'], 'ko')).toBe('영어 및 중국어(간체)');
  expect(languageNames(['ko'], 'zh-Hans')).toBe('韩语');
});
