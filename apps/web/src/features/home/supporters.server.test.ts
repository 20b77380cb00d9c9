import { LOCALES } from '@lantern/schemas/locale';
import { expect, test } from 'vitest';
import { homeWords } from './home-words.server.ts';
import { writeSupporters } from './supporters.server.tsx';

const en = homeWords('en');

test.each(LOCALES)('%s: nobody yet is said with dignity', (locale) => {
  const words = homeWords(locale);
  const html = writeSupporters({ hidden: false, names: [] }, words);
  expect(html).toContain(words.t('supporters.empty'));
});

test('names are text of any script, each apart from the line around it', () => {
  const html = writeSupporters({ hidden: false, names: ['<i>Ann</i>', 'مريم', 'مريم'] }, en);
  expect(html).toContain('<bdi>&lt;i&gt;Ann&lt;/i&gt;</bdi>');
  expect(html.match(/<bdi>مريم<\/bdi>/gu)).toHaveLength(2);
});

test('a list that staff hide leaves nothing behind', () => {
  expect(writeSupporters({ hidden: true, names: [] }, en)).toBe('');
});
