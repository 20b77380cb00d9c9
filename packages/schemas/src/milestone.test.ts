import { expect, test } from 'vitest';
import { milestoneAfter, milestoneJustReached, milestonesUpTo } from './milestone.ts';

test('milestones are 100, 1,000, 5,000 and each 10,000', () => {
  expect(milestonesUpTo(99)).toEqual([]);
  expect(milestonesUpTo(30_500)).toEqual([100, 1_000, 5_000, 10_000, 20_000, 30_000]);
});

test.each([
  [0, 100],
  [99, 100],
  [100, 1_000],
  [4_999, 5_000],
  [5_000, 10_000],
  [10_000, 20_000],
  [123_456, 130_000],
])('after %i comes %i', (total, next) => expect(milestoneAfter(total)).toBe(next));

test.each([0, 99, 100, 1_000, 4_999, 5_000, 9_999, 10_000, 99_999])(
  'what comes after %i is the first that is not reached yet',
  (total) => {
    const next = milestoneAfter(total);
    expect(milestonesUpTo(next - 1)).toEqual(milestonesUpTo(total));
    expect(milestonesUpTo(next).at(-1)).toBe(next);
  },
);

test.each([
  [0, null],
  [99, null],
  [100, 100],
  [109, 100],
  [110, null],
  [5_049, 5_000],
  [5_050, null],
  [20_199, 20_000],
])('%i has just reached %s', (total, reached) => expect(milestoneJustReached(total)).toBe(reached));
