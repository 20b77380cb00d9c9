import { beforeEach, expect, test } from 'vitest';
import { createOutageGuard, type OutageGuard } from './outage-guard.ts';

let now: number;
let guard: OutageGuard;

beforeEach(() => {
  now = Date.UTC(2027, 8, 24);
  guard = createOutageGuard({ clock: { now: () => new Date(now) }, random: () => 0.999 });
});

test('leaves a provider alone for longer and longer, a minute at most', () => {
  guard.saw('outage');
  const pauses = Array.from({ length: 10 }, () => {
    guard.saw('outage');
    const pause = guard.pauseMs();
    now += pause;
    return Math.round(pause / 100) / 10;
  });
  expect(pauses).toEqual([0.5, 1, 2, 4, 8, 16, 32, 60, 60, 60]);
  expect(guard.probing()).toBe(true);
});

test('counts mails that fail together as one failure', () => {
  for (let mail = 0; mail < 7; mail += 1) guard.saw('outage');
  expect(guard.pauseMs()).toBeGreaterThan(0);
  expect(guard.pauseMs()).toBeLessThanOrEqual(500);
});

test('stops nobody for one mail that fails alone', () => {
  for (let mail = 0; mail < 5; mail += 1) {
    guard.saw('outage');
    guard.saw('done');
  }
  guard.saw('outage');
  expect(guard.probing()).toBe(false);
  expect(guard.pauseMs()).toBe(0);
});

test('forgets everything at the first mail that leaves', () => {
  guard.saw('outage');
  guard.saw('outage');
  guard.saw('done');
  expect(guard.probing()).toBe(false);
  expect(guard.pauseMs()).toBe(0);
});
