import { COUNTRY_CODES } from '@lantern/schemas/country';
import { LOCALES } from '@lantern/schemas/locale';
import { expect, test } from 'vitest';
import { cityOptions, countryOptions } from './options.server.ts';

const city = {
  slug: 'st-johns-ag',
  kind: 'delivery' as const,
  country: 'AG',
  name: { en: 'St. <John’s> & "co"', ko: '세인트존스', 'zh-Hans': '圣约翰' },
  lat: 17.12,
  lng: -61.85,
  timezone: 'America/Antigua',
  status: 'planned' as const,
  outcome: null,
  signatures: null,
  actions: 0,
};
const cities = { total: 0, version: 0, asOf: '2027-01-01T00:00:00Z', elsewhere: 0, cities: [city] };

test.each(LOCALES)('%s offers every country once, under its name, and chooses none', (locale) => {
  const html = countryOptions(locale);
  const values = [...html.matchAll(/value="(\w\w)"/gu)].map(([, code]) => code);
  expect(values).toHaveLength(COUNTRY_CODES.length);
  expect(new Set(values)).toEqual(new Set(COUNTRY_CODES));
  expect(html).not.toContain('selected');
});

test('the country that was posted is chosen again', () => {
  expect(countryOptions('ko', 'KR')).toContain('<option value="KR" selected>대한민국</option>');
});

test('cities stand under their country, and no name becomes markup', () => {
  const html = cityOptions(cities, 'en');
  expect(html).toContain('<optgroup label="Antigua &amp; Barbuda">');
  expect(html).toContain('St. &lt;John’s&gt; &amp; &quot;co&quot;</option>');
});
