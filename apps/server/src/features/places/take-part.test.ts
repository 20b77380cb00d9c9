import { COUNTRY_CODES } from '@lantern/schemas/country';
import { expect, test } from 'vitest';
import { centreOf } from './country-centres.ts';
import { distanceKm } from './distance.ts';
import { waysIn } from './take-part.ts';

const city = (slug: string, country: string, [lat, lng]: [number, number]) => ({
  slug,
  country,
  lat,
  lng,
  kind: 'delivery' as 'delivery' | 'solidarity',
  status: 'planned' as const,
  hasPeople: false,
  offered: true,
  actions: [] as string[],
});
const BERLIN = city('berlin', 'DE', [52.52, 13.4]);
const PRAGUE = city('prague', 'CZ', [50.08, 14.42]);
const STUTTGART = { ...city('stuttgart', 'DE', [48.78, 9.18]), kind: 'solidarity' as const };
const PYONGYANG = { ...city('pyongyang', 'KP', [39.03, 125.75]), offered: false };
const mission = (slug: string, country: string, more: object = {}) => ({
  mission: slug,
  slug,
  country,
  lat: 0,
  lng: 0,
  kind: 'embassy' as 'embassy' | 'consulate-general',
  countries: [] as string[],
  jurisdiction: null as string | null,
  ...more,
});
const MUNICH = mission('munich', 'DE', { kind: 'consulate-general', jurisdiction: 'Bavaria' });
const HAMBURG = mission('hamburg', 'DE', { kind: 'consulate-general' });
const MISSIONS = [MUNICH, HAMBURG, mission('berlin', 'DE'), mission('suva', 'FJ')];
const where = (country: string, named: string | null = null) => ({
  country,
  city: named,
  at: centreOf(country) ?? { lat: 0, lng: 0 },
});
const slugs = (found: readonly { slug: string }[]) => found.map(({ slug }) => slug);

test('every country lies somewhere, and distances are those of the globe', () => {
  for (const code of COUNTRY_CODES) expect([code, centreOf(code)]).not.toContain(null);
  expect(distanceKm({ lat: 37.57, lng: 126.98 }, { lat: 38.9, lng: -77.04 })).toBeCloseTo(
    11_170,
    -2,
  );
  expect(distanceKm({ lat: -18, lng: 179.9 }, { lat: -18, lng: -179.9 })).toBeLessThan(25);
});

test('one’s own country comes before a nearer place in another', () => {
  const cities = [PRAGUE, BERLIN];
  const dresden = { country: 'DE', city: null, at: { lat: 50.9, lng: 13.9 } };
  expect(waysIn(dresden, { cities, missions: [] }).open?.slug).toBe('berlin');
  const taken = [PRAGUE, { ...BERLIN, hasPeople: true }];
  const ways = waysIn(dresden, { cities: taken, missions: [] });
  expect(slugs(ways.answering)).toEqual(['berlin']);
  expect(ways.open).toMatchObject({ slug: 'prague', km: 98 });
});

test('solidarity is offered where something is alive, and within reach', () => {
  const near = (more: object) => [{ ...STUTTGART, ...more }, BERLIN];
  const from = where('DE');
  const found = (more: object) =>
    slugs(waysIn(from, { cities: near(more), missions: [] }).solidarity);
  expect(found({})).toEqual([]);
  expect(found({ hasPeople: true })).toEqual(['stuttgart']);
  expect(found({ actions: ['screening'] })).toEqual(['stuttgart']);
  expect(found({ actions: ['screening'], lat: -33, lng: 151 })).toEqual([]);
});

test.each([
  ['the city’s own', where('DE', 'hamburg'), ['hamburg']],
  ['those whose reach is told, and the embassy first', where('DE'), ['berlin', 'munich']],
  ['one that serves the country from another', where('TV'), ['suva']],
  ['none', where('WS'), []],
])('the letter goes to %s', (_which, from, expected) => {
  const missions = MISSIONS.map((known) =>
    known.slug === 'suva' ? { ...known, countries: ['TV'] } : known,
  );
  expect(slugs(waysIn(from, { cities: [], missions }).write)).toEqual(expected);
});

test('nothing is offered where it would endanger somebody, nor from there', () => {
  const everything = { cities: [PYONGYANG, BERLIN], missions: MISSIONS };
  for (const country of ['CN', 'KP', 'HK', 'MO'])
    expect(waysIn(where(country), everything)).toEqual({
      safe: false,
      answering: [],
      open: null,
      solidarity: [],
      write: [],
    });
  expect(waysIn(where('KR'), everything).open?.slug).toBe('berlin');
});
