import { z } from 'zod';
import { ACTION_KINDS, OUTCOMES, PRECISIONS, PUBLISH_FROM } from './action.ts';
import { DUE_STEPS } from './alarm-plan.ts';
import { instantSchema } from './day.ts';
import { CITY_PHASES, FIELD_KINDS } from './field.ts';
import { HELP_KINDS } from './help-line.ts';
import { localeSchema } from './locale.ts';

const instant = instantSchema;
const headcount = z.number().int().nonnegative().nullable();

const planSchema = z.object({
  id: z.uuid(),
  kind: z.enum(ACTION_KINDS),
  /** The city's outcome is this one's. */
  isMain: z.boolean(),
  /** On the city's clock. */
  localDate: z.string(),
  localTime: z.string(),
  startsAt: instant,
  endsAt: instant,
  /** The exact place; what of it is public, `precision` and `publish` say. */
  place: z.string().nullable(),
  neighbourhood: z.string().nullable(),
  precision: z.enum(PRECISIONS),
  publish: z.enum(PUBLISH_FROM),
  delayMinutes: z.number().int(),
  /** Staff called it off in the plan. */
  calledOff: z.boolean(),
  outcome: z.enum(OUTCOMES).nullable(),
  outcomeAt: instant.nullable(),
});

const commandSchema = z.object({
  id: z.uuid(),
  /** `staff`: they set it from the board. */
  who: z.enum(['you', 'other', 'staff']),
  /** Staff entered it for that person. */
  byStaff: z.boolean(),
  kind: z.enum(FIELD_KINDS),
  /** Of `override` what it set, if it is no outcome; `waiting` also. */
  step: z.string().nullable(),
  scope: z.enum(['self', 'group']),
  actionId: z.uuid().nullable(),
  outcome: z.enum(OUTCOMES).nullable(),
  people: headcount,
  paper: headcount,
  corrects: z.uuid().nullable(),
  /** By the edition's clock. */
  happenedAt: instant,
  /** The device's clock was plainly wrong; `happenedAt` is as near to it as can be. */
  bounded: z.boolean(),
  /** By the world's clock. */
  receivedAt: instant,
  seq: z.number().int().positive(),
  disputed: z.boolean(),
  settled: z.boolean(),
});

const citySchema = z.object({
  edition: z.object({
    slug: z.string(),
    kind: z.enum(['real', 'rehearsal']),
    /** The day, `YYYY-MM-DD`. */
    date: z.string(),
    /** A rehearsal's own clock (schemas/day-clock); null: the world's. */
    dayClock: z.object({ realAt: z.string(), dayAt: z.string(), rate: z.number() }).nullable(),
  }),
  city: z.object({
    slug: z.string(),
    kind: z.enum(['delivery', 'solidarity']),
    country: z.string(),
    name: z.record(localeSchema, z.string()),
    /** IANA. */
    timezone: z.string(),
  }),
  role: z.enum(['coordinator', 'deputy', 'region-lead']),
  /** Whether safe home can be said: the PINs are set. */
  pinsSet: z.boolean(),
  /** In the order of their times. */
  plan: z.array(planSchema),
  /** When word is due (schemas/alarm-plan), by the edition's clock. */
  due: z.array(
    z.object({ step: z.enum(DUE_STEPS), actionId: z.uuid().nullable(), dueAt: instant }),
  ),
  /** Where the city stands, as staff know it. */
  state: z.object({
    phase: z.enum(CITY_PHASES),
    outcome: z.enum(OUTCOMES).nullable(),
    phaseAt: instant.nullable(),
    heardAt: instant.nullable(),
    safeHomeAt: instant.nullable(),
    people: headcount,
    paper: headcount,
    disputed: z.boolean(),
    seq: z.number().int().nonnegative(),
  }),
  /** What arrived, in the order in which it did; no words: they left the phone on receipt. */
  commands: z.array(commandSchema),
  /** How the other of coordinator and deputy stands. */
  other: z.enum(['nobody', 'not-ready', 'ready']),
});
export type FieldCity = z.infer<typeof citySchema>;

/** `field.mine`: what the phone keeps of its person's cities. */
export const fieldMineSchema = z.object({
  accountId: z.string(),
  /** The world's time, for the offset of the device's clock. */
  serverTime: instant,
  cities: z.array(citySchema),
});
export type FieldMine = z.infer<typeof fieldMineSchema>;

/** `field.kit`: of one city. */
export const fieldKitInputSchema = z.object({
  edition: z.string().min(1).max(64),
  city: z.string().regex(/^[a-z0-9-]{1,64}$/u, 'invalid'),
});
export type FieldKitInput = z.output<typeof fieldKitInputSchema>;

/** What the phone keeps for a place without a network. */
export const fieldKitSchema = z.object({
  /** The petition's text in force in every language that has one. */
  letters: z.array(
    z.object({
      locale: localeSchema,
      version: z.number().int().positive(),
      title: z.string(),
      addressee: z.string(),
      /** Paragraphs separated by a blank line. */
      body: z.string(),
    }),
  ),
  /** Whom to call: what staff entered for the city, then for the whole edition. */
  lines: z.array(z.object({ kind: z.enum(HELP_KINDS), label: z.string(), phone: z.string() })),
});
export type FieldKit = z.infer<typeof fieldKitSchema>;
