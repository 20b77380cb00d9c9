import { expect, test } from 'vitest';
import { daySchema, instantSchema } from './day.ts';

test.each(['0001-01-01', '2024-02-29', '9999-12-31'])('%s is a day', (day) => {
  expect(daySchema.safeParse(day).success).toBe(true);
});

test.each(['0000-01-01', '2027-02-29', '2027-9-24', '10000-01-01'])('%s is none', (day) => {
  expect(daySchema.safeParse(day).success).toBe(false);
});

test.each(['2027-09-24T00:00:00Z', '2027-09-15T23:59:59.999+14:00', '2027-09-24T12:30:00-12:00'])(
  '%s is an instant',
  (instant) => {
    expect(instantSchema.safeParse(instant).success).toBe(true);
  },
);

test.each([
  '0000-09-24T00:00:00Z',
  '2027-09-24T00:00:00-23:59',
  '2027-09-24T00:00:00',
  '2027-09-24',
])('%s is none', (instant) => {
  expect(instantSchema.safeParse(instant).success).toBe(false);
});
