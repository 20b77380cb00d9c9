import { expect, test } from 'vitest';
import { readArguments } from './arguments.ts';

const known = ['signing', 'count'];

test('what is not asked for is off', () => {
  expect(readArguments([], known)).toEqual({
    json: null,
    full: false,
    pace: 'normal',
    only: null,
    profile: null,
  });
});

test('rows are chosen by their ids, and unknown ones are named', () => {
  expect(readArguments(['--quick', '--only', 'count, signing'], known)).toMatchObject({
    pace: 'quick',
    only: ['count', 'signing'],
  });
  expect(() => readArguments(['--only', 'count,pace'], known)).toThrow(
    "there is no row 'pace'; the rows are signing, count",
  );
  expect(() => readArguments(['--quick', '--full'], known)).toThrow('exclude each other');
});
