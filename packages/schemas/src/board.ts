import { z } from 'zod';
import { OUTCOMES } from './action.ts';
import { DUE_STEPS } from './alarm-plan.ts';
import { CITY_PHASES } from './field.ts';
import { editionInputSchema } from './petition.ts';
import { CITY_KINDS, PUBLISHED_STATES } from './public-json.ts';

const instant = z.iso.datetime({ offset: true });
const count = z.number().int().nonnegative();

/** `board.read`. The answer must know the day stream at least up to `after`. */
export const boardInputSchema = editionInputSchema.extend({ after: count.default(0) });

/** One city as staff work with it. Nobody is named here and nothing is opened; the drawer asks for that. */
const boardCitySchema = z.object({
  slug: z.string(),
  kind: z.enum(CITY_KINDS),
  country: z.string(),
  name: z.object({ en: z.string(), ko: z.string(), 'zh-Hans': z.string() }),
  timezone: z.string(),
  /** When its main action starts, by the edition's clock; null: nothing is planned. */
  startsAt: instant.nullable(),
  actions: count,
  phase: z.enum(CITY_PHASES),
  outcome: z.enum(OUTCOMES).nullable(),
  /** When it came to this phase, and when it was heard of last, by the edition's clock. */
  phaseAt: instant.nullable(),
  heardAt: instant.nullable(),
  /** The word that is waited for next, and until when, by the edition's clock. */
  next: z.object({ step: z.enum(DUE_STEPS), dueAt: instant }).nullable(),
  /** Open silence or call for help; of duress nothing stands here. */
  alarm: z.object({ level: z.enum(['amber', 'red']), acknowledged: z.boolean() }).nullable(),
  incidents: count,
  disputed: z.boolean(),
  people: count.nullable(),
  paper: count.nullable(),
  coordinators: count,
  deputies: count,
  /** Of these, how many did all of their list. */
  ready: count,
  published: z.enum(PUBLISHED_STATES),
  hidden: z.boolean(),
  signatures: count,
});
export type BoardCity = z.infer<typeof boardCitySchema>;

/** Every city of an edition, of one moment. */
export const boardSchema = z.object({
  edition: z.object({
    slug: z.string(),
    kind: z.enum(['real', 'rehearsal']),
    clock: z.object({ realAt: instant, dayAt: instant, rate: z.number() }).nullable(),
    publishingPaused: z.boolean(),
  }),
  /** Last event of the `day` stream that this answer knows. */
  seq: count,
  /** The database's time, in the world's. */
  asOf: instant,
  cities: z.array(boardCitySchema),
});
export type Board = z.infer<typeof boardSchema>;
