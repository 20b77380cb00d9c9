import type { WallCity } from '@lantern/schemas/wall';
import { expect, test } from 'vitest';
import { mustRing, standingOf, tallied } from './city-standing.ts';
import { landmarksOf, spanOf } from './day-span.ts';

const NOW = Date.parse('2027-09-24T12:00:00Z');
const at = (time: string) => `2027-09-24T${time}:00Z`;

const city = (slug: string, change: Partial<WallCity> = {}): WallCity => ({
  slug,
  kind: 'delivery',
  name: { en: slug, ko: slug, 'zh-Hans': slug },
  lat: 0,
  lng: 0,
  startsAt: at('11:00'),
  phase: 'waiting',
  outcome: null,
  phaseAt: null,
  calling: null,
  ...change,
});
const calling = (change: Partial<NonNullable<WallCity['calling']>> = {}) => ({
  why: 'silence' as const,
  since: at('11:40'),
  level: 'amber' as const,
  acknowledged: false,
  ...change,
});

test('whoever calls is shown so before all else; whoever is home is done', () => {
  expect(standingOf(city('a', { phase: 'there', calling: calling() }), NOW)).toBe('silent');
  expect(standingOf(city('a', { phase: 'done', calling: calling({ why: 'trouble' }) }), NOW)).toBe(
    'trouble',
  );
  expect(standingOf(city('a', { phase: 'safe-home' }), NOW)).toBe('done');
  expect(standingOf(city('a', { startsAt: at('14:00') }), NOW)).toBe('waiting');
  expect(standingOf(city('a', { startsAt: at('19:00') }), NOW)).toBe('planned');
  expect(standingOf(city('a', { startsAt: null }), NOW)).toBe('planned');
});

test('the most urgent is named first: nobody has it, red, longest', () => {
  const cities = [
    city('had', { calling: calling({ level: 'red', acknowledged: true }) }),
    city('amber', { calling: calling({ since: at('10:00') }) }),
    city('red-late', { calling: calling({ level: 'red', since: at('11:30') }) }),
    city('red-early', { calling: calling({ level: 'red', since: at('11:20') }) }),
    city('next', { startsAt: at('12:30') }),
    city('later', { startsAt: at('13:30') }),
  ];
  const { silent, trouble, next } = tallied(cities, NOW);
  expect(silent.map(({ slug }) => slug)).toEqual(['red-early', 'red-late', 'amber', 'had']);
  expect(trouble).toEqual([]);
  expect(next?.slug).toBe('next');
});

test('it rings for red alone, and until somebody has it', () => {
  expect(mustRing([city('a', { calling: calling() })])).toBe(false);
  expect(mustRing([city('a', { calling: calling({ level: 'red' }) })])).toBe(true);
  expect(mustRing([city('a', { calling: calling({ level: 'red', acknowledged: true }) })])).toBe(
    false,
  );
});

test('the strip holds the whole day, and says where it begins and ends', () => {
  const hour = (slug: string, time: string) => ({
    slug,
    at: Date.parse(at(time)),
    state: 'planned' as const,
  });
  const day = [hour('auckland', '00:00'), hour('seoul', '03:00'), hour('honolulu', '22:00')];
  const { from, to } = spanOf(day, '2027-09-24');
  expect(new Date(from).toISOString()).toBe('2027-09-23T23:00:00.000Z');
  expect(to).toBeGreaterThan(Date.parse(at('22:00')));
  expect(landmarksOf(day).map(({ slug, end }) => [slug, end])).toEqual([
    ['auckland', 'begins'],
    ['honolulu', 'ends'],
    ['seoul', null],
  ]);
  expect(spanOf([], '2027-09-24').to - spanOf([], '2027-09-24').from).toBe(24 * 3_600_000);
});
