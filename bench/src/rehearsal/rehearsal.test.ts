import { OUTCOMES } from '@lantern/schemas/action';
import { expect, test } from 'vitest';
import { readArguments } from './arguments.ts';
import { castCities, PARTS, seeded, type PublicCity } from './cast.ts';
import { momentsOf } from './moments.ts';

const cities: PublicCity[] = Array.from({ length: 300 }, (_, index) => ({
  slug: `city-${index}`,
  kind: index % 6 === 0 ? 'solidarity' : 'delivery',
  country: 'KR',
  name: { en: 'A', ko: 'A', 'zh-Hans': 'A' },
  lat: 0,
  lng: ((index * 77) % 360) - 180,
  timezone: 'Asia/Seoul',
  status: 'planned',
  outcome: null,
  signatures: null,
  actions: 0,
}));

test('forty cities go west, each once, and every part is played', () => {
  const cast = castCities(cities, 40, seeded(1));
  expect(new Set(cast.map(({ city }) => city.slug)).size).toBe(40);
  const west = cast.map(({ city }) => (180 - city.lng + 360) % 360);
  expect(west).toEqual(west.toSorted((one, other) => one - other));
  expect(new Set(cast.map(({ part }) => part))).toEqual(new Set(PARTS));
});

test('the same seed casts the same day, another casts another', () => {
  expect(castCities(cities, 12, seeded(5))).toEqual(castCities(cities, 12, seeded(5)));
  expect(castCities(cities, 12, seeded(5))).not.toEqual(castCities(cities, 12, seeded(6)));
});

test.each(PARTS)(
  'what happens to “%s” happens in order, and is possible for its action',
  (part) => {
    const [city] = cities;
    if (!city) throw new Error('no city');
    const moments = momentsOf({ city: { ...city, kind: 'delivery' }, part }, seeded(3));
    expect(moments.length).toBeGreaterThan(0);
    const at = moments.map((moment) => moment.at);
    expect(at).toEqual(at.toSorted((one, other) => one - other));
    for (const { deed } of moments)
      if (deed.do === 'outcome') expect(OUTCOMES).toContain(deed.outcome);
  },
);

test('arguments that make no sense are refused in words', () => {
  expect(readArguments([])).toMatchObject({ cities: 40, minutes: 3, wipe: false });
  expect(() => readArguments(['--cities', '3'])).toThrow(
    '--cities is a whole number from 4 to 200',
  );
  expect(() => readArguments(['--minutes', 'soon'])).toThrow('--minutes is a number from 1.5');
});
