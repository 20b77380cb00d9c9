import { z } from 'zod';

/** A day, `YYYY-MM-DD`. The calendar of ISO 8601 has a year 0, the database's has none. */
export const daySchema = z.iso.date('invalid').refine((day) => !day.startsWith('0000'), 'invalid');
