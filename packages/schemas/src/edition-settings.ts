import { z } from 'zod';
import { daySchema, instantSchema } from './day.ts';
import { EDITION_SWITCHES } from './edition-rules.ts';
import { localeSchema } from './locale.ts';
import { editionSlugSchema, petitionPhaseSchema } from './petition.ts';

/** An IANA zone that this machine knows. */
const zoneSchema = z.string().max(64).refine(isZone, 'unknown-zone');

function isZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

/** See {@link import('./edition-rules.ts').EditionPlan}, which this parses. */
export const editionPlanSchema = z.object({
  date: daySchema,
  timezone: zoneSchema,
  opensAt: instantSchema,
  closesAt: instantSchema,
  deliversAt: instantSchema,
  goal: z.number('invalid').int('invalid').min(1, 'invalid').max(1_000_000_000, 'invalid'),
});

export const editionSwitchSchema = z.enum(EDITION_SWITCHES);
/**
 * `collection`: no new signatures; `news`: no news leaves; `supporters`: the public list shows nobody; `publishing`:
 * nothing more of the day becomes public.
 */
export type EditionSwitch = z.infer<typeof editionSwitchSchema>;

/**
 * `editions.change`. `was` is how the person saw it set: where it is set otherwise by now, nothing is changed
 * (`conflict`). `closesNow` closes the petition at the server's own time, whatever `closesAt` says.
 */
export const changeEditionInputSchema = editionPlanSchema.extend({
  commandId: z.uuid(),
  edition: editionSlugSchema,
  was: editionPlanSchema,
  closesNow: z.boolean().default(false),
});
export type ChangeEditionInput = z.output<typeof changeEditionInputSchema>;

/** `editions.setSwitch`: `conflict` if it stands so already. */
export const setSwitchInputSchema = z.object({
  commandId: z.uuid(),
  edition: editionSlugSchema,
  name: editionSwitchSchema,
  on: z.boolean(),
});
export type SetSwitchInput = z.output<typeof setSwitchInputSchema>;

/** `editions.create`. `textsFrom` and `citiesFrom` name the editions that are copied; null: none. */
export const createEditionInputSchema = editionPlanSchema.extend({
  commandId: z.uuid(),
  slug: editionSlugSchema,
  kind: z.enum(['real', 'rehearsal']),
  textsFrom: editionSlugSchema.nullable(),
  citiesFrom: editionSlugSchema.nullable(),
});
export type CreateEditionInput = z.output<typeof createEditionInputSchema>;

/** `editions.makeCurrent`: `was` is the one the person saw as the current one. */
export const makeCurrentInputSchema = z.object({
  commandId: z.uuid(),
  edition: editionSlugSchema,
  was: editionSlugSchema.nullable(),
});
export type MakeCurrentInput = z.output<typeof makeCurrentInputSchema>;

/** `editions.archive`: puts an edition away, or (`archived` false) takes it out again. */
export const archiveEditionInputSchema = z.object({
  commandId: z.uuid(),
  edition: editionSlugSchema,
  archived: z.boolean(),
});
export type ArchiveEditionInput = z.output<typeof archiveEditionInputSchema>;

/** Who did something, and when; null where nobody has. `by` is the account's address. */
const doneSchema = z.object({ at: instantSchema, by: z.string() }).nullable();

/** One edition as staff see it. */
export const editionSettingsSchema = editionPlanSchema.extend({
  slug: z.string(),
  kind: z.enum(['real', 'rehearsal']),
  isCurrent: z.boolean(),
  /** When it was put away; null: it stands. */
  archivedAt: instantSchema.nullable(),
  phase: petitionPhaseSchema,
  total: z.number().int().nonnegative(),
  cities: z.number().int().nonnegative(),
  /** Languages with an approved text. */
  approved: z.array(localeSchema),
  switches: z.record(editionSwitchSchema, z.object({ on: z.boolean(), last: doneSchema })),
  /** Who changed dates or goal last. */
  lastChange: doneSchema,
});
export type EditionSettings = z.infer<typeof editionSettingsSchema>;
