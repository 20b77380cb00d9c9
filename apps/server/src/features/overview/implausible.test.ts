import { expect, test } from 'vitest';
import { implausibleShares, isBusyDomain } from './implausible.ts';

const week = [
  { key: 'KR', day: 500, before: 3_000 },
  { key: 'US', day: 300, before: 1_800 },
  { key: 'FJ', day: 2, before: 12 },
];

test('an ordinary day raises no alarm', () => {
  expect(implausibleShares(week)).toEqual([]);
});

test('a country that was next to nothing and is a third of the day is looked at', () => {
  const [alarm, ...others] = implausibleShares([...week, { key: 'NR', day: 400, before: 6 }]);
  expect(others).toEqual([]);
  expect(alarm).toMatchObject({ key: 'NR', day: 400 });
  expect(alarm?.shareOfDay).toBeCloseTo(400 / 1_202);
  expect(alarm?.shareBefore).toBeCloseTo(6 / 4_818);
});

test('a country that doubles is in the news, not under suspicion', () => {
  expect(implausibleShares([...week, { key: 'DE', day: 300, before: 800 }])).toEqual([]);
});

test('one bus of people is no alarm, nor is the first day of a petition', () => {
  expect(
    implausibleShares([
      { key: 'KR', day: 60, before: 600 },
      { key: 'NR', day: 99, before: 0 },
    ]),
  ).toEqual([]);
  expect(implausibleShares([{ key: 'NR', day: 5_000, before: 499 }])).toEqual([]);
});

test('a small domain matters by its share of the day', () => {
  expect(isBusyDomain({ domain: 150, ofDay: 800 })).toBe(true);
  expect(isBusyDomain({ domain: 150, ofDay: 2_000 })).toBe(false);
  expect(isBusyDomain({ domain: 60, ofDay: 70 })).toBe(false);
});
