import { z } from 'zod';
import { instantSchema } from './day.ts';
import { editionSlugSchema } from './petition.ts';

/** Fastest a rehearsal's day may run: 36 hours, from Kiritimati's noon to Honolulu's night, in a minute and a half. */
const RATE_MAX = 1_500;

/** People of a rehearsal have addresses under this name, which is nobody's (RFC 2606). */
export const REHEARSAL_DOMAIN = 'rehearsal.invalid';

/**
 * `rehearsals.setClock`: from now on its day stands at `dayAt`, and runs `rate` times as fast as the world; 0 stops
 * it. Errors: `edition-unknown`, `forbidden` (no rehearsal).
 */
export const setClockInputSchema = z.object({
  commandId: z.uuid(),
  edition: editionSlugSchema,
  dayAt: instantSchema,
  rate: z.number('invalid').min(0, 'invalid').max(RATE_MAX, 'invalid'),
});
export type SetClockInput = z.output<typeof setClockInputSchema>;

/** `rehearsals.wipe`: `edition-unknown`, `forbidden` (no rehearsal), `conflict` (the current edition). */
export const wipeInputSchema = z.object({ commandId: z.uuid(), edition: editionSlugSchema });
export type WipeInput = z.output<typeof wipeInputSchema>;
