import { expect, test } from 'vitest';
import { daySchema } from './day.ts';

test.each(['0001-01-01', '2024-02-29', '9999-12-31'])('%s is a day', (day) => {
  expect(daySchema.safeParse(day).success).toBe(true);
});

test.each(['0000-01-01', '2027-02-29', '2027-9-24', '10000-01-01'])('%s is none', (day) => {
  expect(daySchema.safeParse(day).success).toBe(false);
});
