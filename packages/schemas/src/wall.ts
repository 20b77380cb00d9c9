import { z } from 'zod';
import { OUTCOMES } from './action.ts';
import { DUE_STEPS } from './alarm-plan.ts';
import { CITY_PHASES } from './field.ts';
import { editionInputSchema } from './petition.ts';
import { CITY_KINDS } from './public-json.ts';

const instant = z.iso.datetime({ offset: true });
const count = z.number().int().nonnegative();

/** `wall.read`. A screen is answered with its own edition, whatever it asks for. */
export const wallInputSchema = editionInputSchema.extend({
  /** The answer must know the day stream at least up to this `seq`. */
  after: count.default(0),
});

/** Newest events that an answer carries. */
export const WALL_EVENTS = 12;

const wallCitySchema = z.object({
  slug: z.string(),
  kind: z.enum(CITY_KINDS),
  name: z.object({ en: z.string(), ko: z.string(), 'zh-Hans': z.string() }),
  lat: z.number(),
  lng: z.number(),
  /** When its main action starts, by the edition's clock; null: nothing is planned. */
  startsAt: instant.nullable(),
  phase: z.enum(CITY_PHASES),
  outcome: z.enum(OUTCOMES).nullable(),
  /** When it came to this phase, by the edition's clock. */
  phaseAt: instant.nullable(),
  /** It calls for somebody: since when by the edition's clock, how urgently, whether somebody has it. */
  calling: z
    .object({
      why: z.enum(['silence', 'trouble']),
      since: instant,
      level: z.enum(['amber', 'red']),
      acknowledged: z.boolean(),
    })
    .nullable(),
});
export type WallCity = z.infer<typeof wallCitySchema>;

const wallAlarmSchema = z.object({
  id: z.uuid(),
  city: z.string(),
  /** Duress is told to named people alone, and never here. */
  kind: z.enum(['silence', 'incident', 'help']),
  /** What word is missing, for `silence`. */
  step: z.enum(DUE_STEPS).nullable(),
  level: z.enum(['amber', 'red']),
  /** By the edition's clock. */
  since: instant,
  acknowledged: z.boolean(),
});
export type WallAlarm = z.infer<typeof wallAlarmSchema>;

const wallEventSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('check-in'),
    seq: count,
    at: instant,
    city: z.string(),
    phase: z.enum(CITY_PHASES),
    outcome: z.enum(OUTCOMES).nullable(),
  }),
  z.object({
    kind: z.literal('alarm'),
    seq: count,
    at: instant,
    city: z.string(),
    alarm: z.enum(['silence', 'incident', 'help']),
    state: z.enum(['raised', 'red', 'acknowledged', 'closed']),
  }),
]);
export type WallEvent = z.infer<typeof wallEventSchema>;

/**
 * What the wall shows, of one moment: nothing but places, states and numbers. No person, no phone, no word that
 * anybody wrote, no duress: a room full of people looks at it.
 */
export const wallSchema = z.object({
  edition: z.object({
    slug: z.string(),
    kind: z.enum(['real', 'rehearsal']),
    /** The day, `YYYY-MM-DD`. */
    date: z.iso.date(),
    clock: z.object({ realAt: instant, dayAt: instant, rate: z.number() }).nullable(),
  }),
  /** Who asked: staff who act on the day, staff who look on, or a screen. */
  viewer: z.enum(['acts', 'looks', 'screen']),
  /** Names the build of these pages: another one means that a page is out of date. */
  build: z.string(),
  epoch: z.uuid(),
  /** Last event of the `day` stream that this answer knows. */
  seq: count,
  /** The database's time, in the world's. */
  asOf: instant,
  number: z.object({
    total: count,
    version: count,
    perMinute: z.number().int(),
    /** Net change in each minute of the last hour, oldest first. */
    lastHour: z.array(z.number().int()),
  }),
  /** Cities that take part, by slug. */
  cities: z.array(wallCitySchema),
  /** Open alarms, the most urgent first; none for a screen, which cannot acknowledge. */
  alarms: z.array(wallAlarmSchema),
  /** Newest first. */
  events: z.array(wallEventSchema),
});
export type Wall = z.infer<typeof wallSchema>;
