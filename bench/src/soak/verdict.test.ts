import { expect, test } from 'vitest';
import type { Sample } from './samples.ts';
import { trendsOf } from './verdict.ts';

const STEADY: Sample = {
  minute: 0,
  heap: 100,
  buffers: 10,
  rss: 300,
  handles: 30,
  timers: 35,
  connections: 20,
  loopDelay: 20,
};

const growing = (change: (at: number) => Partial<Sample>) =>
  trendsOf(Array.from({ length: 30 }, (_, at) => ({ ...STEADY, minute: at / 4, ...change(at) })))
    .filter(({ grows }) => grows)
    .map(({ figure }) => figure);

test('what fills up once, jumps for a moment or falls does not grow', () => {
  expect(growing(() => ({}))).toEqual([]);
  // A warm-up takes the first third.
  expect(
    growing((at) => ({ heap: Math.min(100, 50 + at * 6), rss: 200 + Math.min(at, 9) * 10 })),
  ).toEqual([]);
  expect(growing((at) => (at % 7 === 3 ? { handles: 900, loopDelay: 400 } : {}))).toEqual([]);
  expect(growing((at) => ({ heap: 200 - at }))).toEqual([]);
});

test('what leaks grows, however slowly, and so does what cannot be measured', () => {
  expect(growing((at) => ({ heap: 100 + at * 0.6 }))).toEqual(['heap']);
  expect(growing((at) => ({ handles: 30 + at, connections: 20 + (at >> 2) }))).toEqual([
    'handles',
    'connections',
  ]);
  expect(growing(() => ({ rss: NaN }))).toEqual(['rss']);
});
