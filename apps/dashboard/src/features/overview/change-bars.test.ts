import { expect, test } from 'vitest';
import { barsOf, everyBucket } from './change-bars.ts';

const SIZE = { width: 600, height: 100 };
const buckets = (...nets: number[]) => nets.map((net, index) => ({ at: `bucket ${index}`, net }));

test('rises stand on the baseline, falls hang from it, on one scale', () => {
  const { bars, baseline } = barsOf(buckets(10, 0, -10), SIZE);
  const [rise, fall] = bars;
  expect(bars).toHaveLength(2);
  expect((rise?.y ?? 0) + (rise?.height ?? 0)).toBeCloseTo(baseline);
  expect(fall?.y).toBeCloseTo(baseline);
  expect(fall?.height).toBeCloseTo(rise?.height ?? 0);
  expect(fall?.fall).toBe(true);
});

test('a single signature is no tower, and nothing leaves the picture', () => {
  const { bars } = barsOf(buckets(1), SIZE);
  expect(bars[0]?.height).toBeLessThan(SIZE.height / 4);
  for (const { y, height } of barsOf(buckets(900, -300, 4), SIZE).bars) {
    expect(y).toBeGreaterThanOrEqual(0);
    expect(y + height).toBeLessThanOrEqual(SIZE.height);
  }
});

test('every hour since the first has its place, in UTC, at most a week of them', () => {
  const asOf = '2027-09-24T12:30:00.000Z';
  const points = [{ at: '2027-09-23T10:00:00.000Z', net: 7 }];
  const hours = everyBucket(points, { resolution: 'hour', asOf });
  expect(hours).toHaveLength(27);
  expect(hours[0]).toEqual({ at: '2027-09-23T10:00:00.000Z', net: 7 });
  expect(hours.at(-1)).toEqual({ at: '2027-09-24T12:00:00.000Z', net: 0 });
  const old = [{ at: '2027-01-01T00:00:00.000Z', net: 7 }];
  expect(everyBucket(old, { resolution: 'hour', asOf })).toHaveLength(168);
  const days = everyBucket([], { resolution: 'day', asOf });
  expect(days).toHaveLength(14);
  expect(days.at(-1)).toEqual({ at: '2027-09-24T00:00:00.000Z', net: 0 });
});
