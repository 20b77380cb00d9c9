import { expect, test } from 'vitest';
import { barsOf } from './hour-bars.ts';

const SIZE = { width: 600, height: 100 };
const minutes = (...nets: number[]) => nets.map((net, index) => ({ at: `minute ${index}`, net }));

test('rises stand on the baseline, falls hang from it, on one scale', () => {
  const { bars, baseline } = barsOf(minutes(10, 0, -10), SIZE);
  const [rise, fall] = bars;
  expect(bars).toHaveLength(2);
  expect((rise?.y ?? 0) + (rise?.height ?? 0)).toBeCloseTo(baseline);
  expect(fall?.y).toBeCloseTo(baseline);
  expect(fall?.height).toBeCloseTo(rise?.height ?? 0);
  expect(fall?.fall).toBe(true);
});

test('a single signature is no tower, and nothing leaves the picture', () => {
  const { bars } = barsOf(minutes(1), SIZE);
  expect(bars[0]?.height).toBeLessThan(SIZE.height / 4);
  for (const { y, height } of barsOf(minutes(900, -300, 4), SIZE).bars) {
    expect(y).toBeGreaterThanOrEqual(0);
    expect(y + height).toBeLessThanOrEqual(SIZE.height);
  }
});
