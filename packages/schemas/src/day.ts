import { z } from 'zod';

/** A day, `YYYY-MM-DD`. The calendar of ISO 8601 has a year 0, the database's has none. */
export const daySchema = z.iso.date('invalid').refine((day) => !day.startsWith('0000'), 'invalid');

/**
 * An instant, ISO 8601 with its offset, that the database can hold: after the year 0, with an offset that
 * clocks somewhere have.
 */
export const instantSchema = z.iso
  .datetime({ offset: true, error: 'invalid' })
  .refine((instant) => !/^0000|[+-](?:1[5-9]|2\d):/u.test(instant), 'invalid');
