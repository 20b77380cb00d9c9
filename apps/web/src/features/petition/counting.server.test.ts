import { LOCALES } from '@lantern/schemas/locale';
import { expect, test } from 'vitest';
import { petitionWords } from './petition-words.server.ts';
import { writeCounting, type Counting } from './counting.server.tsx';

const asOf = '2027-03-03T12:00:00.000Z';
const stamp = { version: 9, asOf };
const empty: Counting = {
  count: { total: 0, version: 0, asOf, perMinute: 0 },
  history: { total: 0, version: 0, asOf, resolution: 'day', before: 0, points: [] },
  countries: { total: 0, version: 0, asOf, countries: [] },
  corrections: { total: 0, version: 0, asOf, days: [] },
  origin: 'https://example.org',
  edition: null,
};
const full: Counting = {
  ...empty,
  count: { total: 1234, ...stamp, perMinute: 2 },
  history: {
    total: 1234,
    ...stamp,
    resolution: 'day',
    before: 0,
    points: [{ at: '2027-03-02T00:00:00.000Z', net: 1234 }],
  },
  countries: {
    total: 1234,
    ...stamp,
    countries: [
      { country: 'KR', total: 1200 },
      { country: 'ZZ', total: 34 },
    ],
  },
  corrections: {
    total: 1234,
    ...stamp,
    days: [
      {
        day: '2027-03-02',
        total: 5,
        reasons: [
          { reason: 'withdrawn', count: 3 },
          { reason: 'a reason of tomorrow', count: 2 },
        ],
        restored: 2,
      },
    ],
  },
};

test.each(LOCALES)('%s: an edition without signatures says so and draws nothing', (locale) => {
  const words = petitionWords(locale);
  const html = writeCounting(empty, words);
  expect(html).toContain(words.t('growth.empty'));
  expect(html).toContain(words.t('countries.empty'));
  expect(html).toContain(words.t('corrections.empty'));
  expect(html).not.toContain('<svg');
});

test.each(LOCALES)('%s: total, version, countries in words and every fall are told', (locale) => {
  const words = petitionWords(locale);
  const html = writeCounting(full, words);
  expect(html).toContain(words.number(1234));
  expect(html).toContain(words.t('page.stamp', { version: '9', time: words.instant(asOf) }));
  expect(html).toContain(words.t('small.other'));
  expect(html).not.toContain('>ZZ<');
  expect(html).toContain(words.t('reason.other'));
  expect(html).toContain(words.t('corrections.sum', { count: 5 }));
  expect(html).toContain(words.t('corrections.restored'));
});

test('an edition that the address named stays in every link', () => {
  const html = writeCounting({ ...full, edition: '2026' }, petitionWords('en'));
  const hrefs = [...html.matchAll(/href="([^"]*)"/gu)].map(([, href]) => href);
  expect(hrefs.length).toBeGreaterThan(6);
  expect(hrefs.filter((href) => !href?.includes('edition=2026'))).toEqual([]);
});

test('the content asks for no style or script of its own', () => {
  expect(writeCounting(full, petitionWords('ko'))).not.toMatch(/style=|<script|<style/u);
});
