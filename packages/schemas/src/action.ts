import { z } from 'zod';
import { daySchema } from './day.ts';

/** What can be planned in a city. */
export const ACTION_KINDS = [
  'delivery',
  'demonstration',
  'candlelight-vigil',
  'prayer-vigil',
  'screening',
  'conference',
  'signature-drive',
  'name-reading',
  'fundraiser',
] as const;
export const actionKindSchema = z.enum(ACTION_KINDS, 'invalid');
export type ActionKind = z.infer<typeof actionKindSchema>;

/** What became of an action. `handed-in` to `delivered-early` are a delivery's alone. */
export const OUTCOMES = [
  'handed-in',
  'refused',
  'left-at-gate',
  'mailed',
  'delivered-early',
  'held',
  'stopped-by-police',
  'called-off',
] as const;
export const outcomeSchema = z.enum(OUTCOMES, 'invalid');
export type Outcome = z.infer<typeof outcomeSchema>;

const DELIVERY_ALONE: ReadonlySet<Outcome> = new Set([
  'handed-in',
  'refused',
  'left-at-gate',
  'mailed',
  'delivered-early',
]);

/** The outcomes an action of that kind can have, the likeliest first. A delivery is never just `held`. */
export function outcomesOf(kind: ActionKind): readonly Outcome[] {
  return OUTCOMES.filter((outcome) =>
    kind === 'delivery' ? outcome !== 'held' : !DELIVERY_ALONE.has(outcome),
  );
}

/** How exactly the public learns where and when. `city`: the city and the day only. */
export const PRECISIONS = ['exact', 'neighbourhood', 'city'] as const;
export type Precision = (typeof PRECISIONS)[number];
/** From when the public learns of it at all: now, once people are there, once it has an outcome. */
export const PUBLISH_FROM = ['before', 'during', 'after'] as const;
export type PublishFrom = (typeof PUBLISH_FROM)[number];

/** Most minutes that publishing may wait. */
export const DELAY_MAX_MINUTES = 1_440;

/** What staff or a city's people set of an action. Texts are text, never HTML. */
export const actionPlanSchema = z.object({
  kind: actionKindSchema,
  localDate: daySchema,
  /** On the city's clock, 24 hours. */
  localTime: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/u, 'invalid'),
  durationMinutes: z.number('invalid').int('invalid').min(5, 'invalid').max(1_440, 'invalid'),
  isMain: z.boolean(),
  precision: z.enum(PRECISIONS, 'invalid'),
  publish: z.enum(PUBLISH_FROM, 'invalid'),
  delayMinutes: z
    .number('invalid')
    .int('invalid')
    .min(0, 'invalid')
    .max(DELAY_MAX_MINUTES, 'invalid'),
  /** Null: no limit and no list of those who come. */
  capacity: z.number('invalid').int('invalid').min(1, 'invalid').max(100_000, 'invalid').nullable(),
});
export type ActionPlan = z.output<typeof actionPlanSchema>;
