import { expect, test } from 'vitest';
import { happenedAt } from './field.time.ts';

const edition = { date: '2027-09-24', dayClock: null };
const receivedAt = new Date('2027-09-24T12:00:00Z');

test.each([
  ['a right clock', '2027-09-24T11:59:00Z', 0, '2027-09-24T11:59:00.000Z', false],
  ['Kiritimati, UTC+14', '2027-09-25T01:00:00+14:00', 0, '2027-09-24T11:00:00.000Z', false],
  ['Pago Pago, UTC-11', '2027-09-24T00:30:00-11:00', 0, '2027-09-24T11:30:00.000Z', false],
  ['a clock that is slow', '2027-09-24T09:50:00Z', 7_200_000, '2027-09-24T11:50:00.000Z', false],
  ['a clock that is fast', '2027-09-24T13:50:00Z', -7_200_000, '2027-09-24T11:50:00.000Z', false],
  ['a fast one that never knew', '2027-09-24T13:50:00Z', null, '2027-09-24T12:00:00.000Z', true],
  ['a second ahead', '2027-09-24T12:00:01Z', 0, '2027-09-24T12:00:00.000Z', false],
  ['1970', '1970-01-01T00:00:07Z', null, '2027-09-17T00:00:00.000Z', true],
  ['1970, put right', '1970-01-01T00:00:00Z', 1_821_786_000_000, '2027-09-24T11:40:00.000Z', false],
  ['posted a week before', '2027-09-17T08:00:00Z', 0, '2027-09-17T08:00:00.000Z', false],
])('%s', (...[_what, deviceAt, offsetMs, at, bounded]) => {
  expect(happenedAt({ deviceAt, offsetMs }, { receivedAt, edition })).toEqual({
    at: new Date(at),
    bounded,
  });
});

test('an hour that a clock shows twice is two hours', () => {
  const autumn = {
    receivedAt: new Date('2027-10-31T12:00:00Z'),
    edition: { ...edition, date: '2027-10-31' },
  };
  const at = (deviceAt: string) => happenedAt({ deviceAt, offsetMs: 0 }, autumn).at.getTime();
  expect(at('2027-10-31T02:30:00+01:00') - at('2027-10-31T02:30:00+02:00')).toBe(3_600_000);
});

test('what is tried out long before the day happens when it comes', () => {
  const early = { receivedAt: new Date('2026-11-22T12:00:00Z'), edition };
  expect(happenedAt({ deviceAt: '2026-11-22T11:00:00Z', offsetMs: 0 }, early)).toEqual({
    at: new Date('2026-11-22T11:00:00Z'),
    bounded: false,
  });
});

test('a rehearsal has its own time, at its own rate', () => {
  const dayClock = { realAt: '2026-11-22T12:00:00Z', dayAt: '2027-09-24T00:00:00Z', rate: 60 };
  const played = {
    receivedAt: new Date('2026-11-22T12:10:00Z'),
    edition: { ...edition, dayClock },
  };
  expect(happenedAt({ deviceAt: '2026-11-22T12:08:00Z', offsetMs: 0 }, played).at).toEqual(
    new Date('2027-09-24T08:00:00Z'),
  );
});
