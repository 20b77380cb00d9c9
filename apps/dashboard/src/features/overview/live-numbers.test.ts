import { expect, test } from 'vitest';
import { newest } from './live-numbers.ts';

const read = { total: 10, version: 5, perMinute: 1, asOf: '2027-09-24T12:00:10Z' };

test('the screen never goes back to an older version', () => {
  const older = { total: 9, version: 4, perMinute: 1, asOf: '2027-09-24T12:00:20Z' };
  const newer = { total: 11, version: 6, perMinute: 2, asOf: '2027-09-24T12:00:05Z' };
  expect(newest(older, read)).toBe(read);
  expect(newest(newer, read)).toEqual(newer);
});

test('of one version the later answer tells the pace; before the first push the reading holds', () => {
  const later = { ...read, perMinute: 7, asOf: '2027-09-24T12:00:11Z' };
  expect(newest(later, read)).toEqual(later);
  expect(newest({ ...later, asOf: '2027-09-24T12:00:09Z' }, read)).toBe(read);
  expect(newest({ total: 0, version: 0, perMinute: 0, asOf: null }, read)).toBe(read);
});
