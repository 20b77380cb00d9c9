import { expect, test } from 'vitest';
import { preferred } from './choose-locale.ts';

test.each([
  [['ko-KR', 'en'], 'ko'],
  [['zh-TW'], 'zh-Hans'],
  [['fr-FR', 'zh-CN'], 'zh-Hans'],
  [['fr-FR'], 'en'],
  [[], 'en'],
])('of %j it shows %s', (languages, locale) => {
  expect(preferred(languages)).toBe(locale);
});
