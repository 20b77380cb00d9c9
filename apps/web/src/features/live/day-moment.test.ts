import { expect, test } from 'vitest';
import { momentOf, noonIn } from './day-moment.ts';

test.each([
  ['2027-09-23T09:59:59Z', 'before'],
  ['2027-09-23T10:00:00Z', 'during'],
  ['2027-09-25T10:59:59Z', 'during'],
  ['2027-09-25T11:00:00Z', 'after'],
])('at %s it is %s the day', (now, moment) => {
  expect(momentOf('2027-09-24', Date.parse(now))).toBe(moment);
});

test.each([
  ['Pacific/Kiritimati', '2027-09-23T22:00:00.000Z'],
  ['Pacific/Pago_Pago', '2027-09-24T23:00:00.000Z'],
  ['Asia/Kathmandu', '2027-09-24T06:15:00.000Z'],
  ['Europe/London', '2027-09-24T11:00:00.000Z'],
])('noon in %s is %s', (zone, instant) => {
  expect(new Date(noonIn(zone, '2027-09-24')).toISOString()).toBe(instant);
});

test('noon on the day the clocks change is noon by the new time', () => {
  // New Zealand goes forward at 02:00 on 26 September 2027.
  expect(new Date(noonIn('Pacific/Auckland', '2027-09-26')).toISOString()).toBe(
    '2027-09-25T23:00:00.000Z',
  );
});
