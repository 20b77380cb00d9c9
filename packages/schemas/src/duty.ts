import { z } from 'zod';
import { instantSchema } from './day.ts';
import { editionInputSchema } from './petition.ts';
import { REGIONS } from './region.ts';

/** Longest shift, hours: nobody answers well for longer. */
const SHIFT_MOST_HOURS = 24;

/** `duty.list`, `duty.now`. */
export const dutyInputSchema = editionInputSchema;

/** `duty.save`: a new shift, or another form of the one with this id. */
export const saveShiftSchema = editionInputSchema
  .extend({
    commandId: z.uuid(),
    id: z.uuid(),
    accountId: z.string().min(1, 'required').max(64, 'invalid'),
    /** Null: the whole world. */
    region: z.enum(REGIONS, 'invalid').nullable(),
    /** Is also told of duress. */
    duress: z.boolean(),
    /** By the edition's clock. */
    startsAt: instantSchema,
    endsAt: instantSchema,
  })
  .refine(({ startsAt, endsAt }) => Date.parse(endsAt) > Date.parse(startsAt), {
    path: ['endsAt'],
    message: 'order',
  })
  .refine(
    ({ startsAt, endsAt }) =>
      Date.parse(endsAt) - Date.parse(startsAt) <= SHIFT_MOST_HOURS * 3_600_000,
    { path: ['endsAt'], message: 'too-long' },
  );
export type SaveShift = z.output<typeof saveShiftSchema>;

/** `duty.remove`. */
export const removeShiftSchema = z.object({ commandId: z.uuid(), id: z.uuid() });
