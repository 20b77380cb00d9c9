import { LOCALES } from '@lantern/schemas/locale';
import { expect, test } from 'vitest';
import { writeCities } from './cities.server.tsx';
import { nearest } from './near.ts';
import { chosen, EVERYTHING, readChoice, type Choice } from './place-choice.ts';
import type { Place } from './place-groups.ts';
import { placesWords } from './places-words.server.ts';
import { writePlaces } from './places.server.tsx';

const TOKYO: Place = {
  slug: 'tokyo',
  kind: 'delivery',
  country: 'JP',
  name: { en: 'Tokyo <b>', ko: '도쿄', 'zh-Hans': '东京' },
  lat: 35.68,
  lng: 139.69,
  timezone: 'Asia/Tokyo',
  status: 'planned',
  outcome: null,
  signatures: null,
  actions: 0,
};
const KYOTO: Place = {
  ...TOKYO,
  slug: 'kyoto',
  kind: 'solidarity',
  name: { en: 'Kyoto', ko: '교토', 'zh-Hans': '京都' },
};
const PRAGUE: Place = { ...TOKYO, slug: 'prague', country: 'CZ', lat: 50.08, lng: 14.42 };
const SUVA: Place = { ...TOKYO, slug: 'suva', country: 'FJ', lat: -18.14, lng: 178.44 };
const writeAll = (all: Place[], choice: Partial<Choice> = {}, edition: string | null = null) =>
  writeCities({ all, choice: { ...EVERYTHING, ...choice }, edition }, en);
const en = placesWords('en');

test.each(LOCALES)(
  '%s: places stand under their countries; nobody is said to have come',
  (locale) => {
    const words = placesWords(locale);
    const places = [TOKYO, KYOTO, PRAGUE];
    const home = writePlaces({ places, edition: null }, words);
    const page = writeCities({ all: places, choice: EVERYTHING, edition: null }, words);
    for (const html of [home, page]) {
      expect(html).toContain(words.t('lead', { delivery: 2, solidarity: 1 }));
      expect(html).toContain(words.t('still-open'));
      expect(html).toContain(words.t('region.asia'));
      expect(html).not.toContain(words.t('region.oceania'));
      expect(html).not.toContain(`(${words.t('state.done')}`);
    }
    expect(home).toContain(`href="/${locale}/cities#asia"`);
    expect(page).toContain('id="asia"');
    expect(page).toContain(words.country('CZ'));
    expect(page).toContain(words.t('list.without'));
    expect(page).toContain(`<a href="/${locale}/cities/kyoto">${KYOTO.name[locale]}</a>`);
  },
);

test('names are text, and the content asks for no style or script of its own', () => {
  const html = writeAll([TOKYO]);
  expect(html).toContain('Tokyo &lt;b&gt;');
  expect(html).not.toMatch(/<b>|style=|<script|<style/u);
});

test('every published state has its sign, its words in the list and its count', () => {
  const states = ['there', 'done', 'called-off'] as const;
  const places = states.map((status, n) => ({ ...TOKYO, slug: `s${n}`, status, signatures: 12 }));
  const html = writeAll(places);
  for (const state of states) expect(html).toContain(`(${en.t(`state.${state}`)} · 12 signatures)`);
  expect(html).toContain(`${en.t('state.done')}: 1 place`);
  expect(html).toContain(en.t('list.threshold'));
  expect(html).not.toContain(en.t('key.delivery'));
});

test('a number that is not published is not there', () => {
  const html = writeAll([TOKYO]);
  expect(html).not.toMatch(/\d signature/u);
  expect(html).not.toContain(en.t('list.threshold'));
});

test('Europe is drawn once more, larger, only where there is something in it', () => {
  expect(writePlaces({ places: [PRAGUE, SUVA], edition: null }, en)).toContain(
    en.t('europe.label', { count: 1 }),
  );
  expect(writePlaces({ places: [SUVA], edition: null }, en)).not.toContain(en.t('europe.caption'));
});

test('an edition without places says so, and draws nothing', () => {
  expect(writePlaces({ places: [], edition: null }, en)).toContain(en.t('none'));
  const page = writeAll([]);
  expect(page).toContain(en.t('none'));
  expect(page).not.toContain('<svg');
});

test('a choice narrows map and list alike, keeps its edition, and says when nothing fits', () => {
  const places = [TOKYO, KYOTO, { ...PRAGUE, status: 'done' as const }];
  const html = writeAll(places, { kind: 'solidarity' });
  expect(html).toContain('1 place</h2>');
  expect(html).toContain('Kyoto');
  expect(html).not.toContain('Tokyo');
  expect(writeAll(places, { country: 'asia' })).toContain('2 places</h2>');
  expect(writeAll(places, { state: 'done' })).toContain('1 place</h2>');
  const nothing = writeAll(places, { kind: 'solidarity', country: 'CZ' }, '2026');
  expect(nothing).toContain(en.t('filter.none'));
  expect(nothing).toContain('name="edition" value="2026"');
});

test.each([
  ['kyot', ['kyoto']],
  ['교토', ['kyoto']],
  ['SAO  ', ['sao-paulo']],
  ['japan', ['tokyo', 'kyoto']],
  ['', ['tokyo', 'kyoto', 'sao-paulo']],
  ['nowhere', []],
])('who looks for %j finds %j, whatever the accents, the case and the language', (q, found) => {
  const name = { en: 'São Paulo', ko: '상파울루', 'zh-Hans': '圣保罗' };
  const places = [TOKYO, KYOTO, { ...TOKYO, slug: 'sao-paulo', country: 'BR', name }];
  const choice = readChoice(new Map([['q', q]]), places);
  expect(chosen(places, choice, en).map(({ slug }) => slug)).toEqual(found);
});

test('words of an address that name no choice narrow nothing', () => {
  const asked = new Map([
    ['kind', 'church'],
    ['state', 'silent'],
    ['country', 'atlantis'],
  ]);
  expect(readChoice(asked, [TOKYO])).toEqual(EVERYTHING);
});

test('the nearest stand first, across the date line as well', () => {
  const places = [TOKYO, PRAGUE, SUVA];
  const found = nearest(places, { lat: -14, lng: -171 });
  expect(found.map(({ place }) => place.slug)).toEqual(['suva', 'tokyo', 'prague']);
  expect(found[0]?.km).toBeLessThan(1_300);
});
