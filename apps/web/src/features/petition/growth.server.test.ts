import type { HistoryJson } from '@lantern/schemas/public-json';
import { expect, test } from 'vitest';
import { CANVAS, drawGrowth, growthOf } from './growth.server.ts';

const history = {
  total: 12,
  version: 9,
  asOf: '2027-03-03T12:00:00Z',
  resolution: 'day',
  before: 0,
  points: [
    { at: '2027-03-01T00:00:00Z', net: 10 },
    { at: '2027-03-02T00:00:00Z', net: -3 },
    { at: '2027-03-03T00:00:00Z', net: 5 },
  ],
} satisfies HistoryJson;

test('the number is added up bucket by bucket, and ends at the total', () => {
  const { from, to, steps, peak } = growthOf(history);
  expect(steps.map(({ total }) => total)).toEqual([10, 7, 12]);
  expect(new Date(from).toISOString()).toBe('2027-03-01T00:00:00.000Z');
  expect(to).toBe(Date.parse(history.asOf));
  expect(steps.at(-1)?.end).toBe(to);
  expect(peak?.net).toBe(10);
});

test('a fall can be the largest change', () => {
  const points = [{ at: '2027-03-03T11:00:00Z', net: -40 }];
  const { peak } = growthOf({ ...history, before: 52, resolution: 'hour', points });
  expect(peak?.net).toBe(-40);
});

test('a window that something came before begins at its own start', () => {
  const points = [{ at: '2027-03-03T11:59:00Z', net: 2 }];
  const { from } = growthOf({ ...history, before: 10, resolution: 'minute', points });
  expect(new Date(from).toISOString()).toBe('2027-03-02T12:00:00.000Z');
});

test('the line runs from edge to edge, from what was before to the total', () => {
  const { line, top } = drawGrowth(growthOf(history));
  expect(top).toBe(12);
  expect(line).toMatch(new RegExp(`^M0 ${CANVAS.line}L`, 'u'));
  expect(line).toMatch(new RegExp(`${CANVAS.width} 0$`, 'u'));
});

test('falls hang below the zero line and rises stand on it', () => {
  const { bars, zero } = drawGrowth(growthOf(history));
  const heights = [...bars.matchAll(/v(-?[\d.]+)h/gu)].map(([, height]) => Number(height));
  expect(heights.map(Math.sign)).toEqual([-1, 1, -1]);
  expect(zero).toBeGreaterThan(0);
  expect(zero).toBeLessThan(CANVAS.bars);
});

test('the only bar there is does not fill the drawing', () => {
  const points = [{ at: '2027-03-03T00:00:00Z', net: 97 }];
  const { bars } = drawGrowth(growthOf({ ...history, before: 0, total: 97, points }));
  const [, left, width] = /^M([\d.]+) .*h([\d.]+)V/u.exec(bars) ?? [];
  expect(Number(width)).toBeLessThan(CANVAS.width / 10);
  expect(Number(left)).toBeGreaterThan(0);
});

test('nothing at all, and a number that stood still, are drawn as flat lines', () => {
  const none = drawGrowth(growthOf({ ...history, total: 0, points: [] }));
  expect(none.line).toBe(`M0 ${CANVAS.line}L${CANVAS.width} ${CANVAS.line}`);
  const still = growthOf({ ...history, before: 12, resolution: 'minute', points: [] });
  expect(still.peak).toBeNull();
  expect(drawGrowth(still).line).toBe(`M0 0L${CANVAS.width} 0`);
});
