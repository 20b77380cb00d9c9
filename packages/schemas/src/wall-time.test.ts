import { expect, test } from 'vitest';
import { instantOf, wallTimeOf } from './wall-time.ts';

test.each([
  ['2027-09-23T23:59', 'America/New_York', '2027-09-24T03:59:00.000Z'],
  ['2027-12-10T12:00', 'America/New_York', '2027-12-10T17:00:00.000Z'],
  ['2027-09-24T12:00', 'Asia/Seoul', '2027-09-24T03:00:00.000Z'],
  ['2027-09-24T12:00', 'Asia/Kathmandu', '2027-09-24T06:15:00.000Z'],
  // The day the clocks change, on both sides of it.
  ['2027-03-14T01:59', 'America/New_York', '2027-03-14T06:59:00.000Z'],
  ['2027-03-14T03:00', 'America/New_York', '2027-03-14T07:00:00.000Z'],
])('%s in %s is %s, and back', (wall, zone, instant) => {
  expect(instantOf(wall, zone)).toEqual({ is: 'instant', instant, twice: false });
  expect(wallTimeOf(instant, zone)).toBe(wall);
});

test('a time that the clocks skip does not exist, and one that comes twice is the first', () => {
  expect(instantOf('2027-03-14T02:30', 'America/New_York')).toEqual({ is: 'skipped' });
  expect(instantOf('2027-11-07T01:30', 'America/New_York')).toEqual({
    is: 'instant',
    instant: '2027-11-07T05:30:00.000Z',
    twice: true,
  });
  expect(instantOf('', 'UTC')).toEqual({ is: 'empty' });
});
