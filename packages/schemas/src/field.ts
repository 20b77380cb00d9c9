import { z } from 'zod';
import { outcomeSchema } from './action.ts';
import { instantSchema } from './day.ts';
import { INCIDENT_KINDS, NOTE_MAX } from './field-terms.ts';
import { isPlainText } from './plain-text.ts';

export { INCIDENT_KINDS, NOTE_MAX, type IncidentKind } from './field-terms.ts';

/** A coordinator's steps besides outcomes; each may be skipped. */
export const STEPS = ['on-the-way', 'arrived', 'safe-home'] as const;
export type Step = (typeof STEPS)[number];

/** Where a city stands on the day, as staff know it. */
export const CITY_PHASES = [
  'waiting',
  'on-the-way',
  'there',
  'done',
  'called-off',
  'safe-home',
] as const;
export type CityPhase = (typeof CITY_PHASES)[number];

/** A PIN: four to eight digits. */
export const pinSchema = z.string().regex(/^\d{4,8}$/u, 'invalid');

const text = z
  .string('required')
  .transform((value) => value.normalize('NFC').replaceAll(/\r\n?/gu, '\n').trim())
  .refine((value) => Array.from(value).length <= NOTE_MAX, 'too-long')
  .refine((value) => isPlainText(value, '\n\t'), 'invalid-characters');
const words = text.refine((value) => value.length > 0, 'required');
const headcount = z.number('invalid').int('invalid').min(0, 'invalid').max(1_000_000, 'invalid');
const scope = z.enum(['self', 'group']).default('group');

const base = {
  /** UUIDv7, made when the person acted, also offline. */
  commandId: z.uuid(),
  /** Edition and city it is about. */
  edition: z.string().min(1).max(64),
  city: z.string().regex(/^[a-z0-9-]{1,64}$/u, 'invalid'),
  /** The account that made it, whoever is signed in when it is sent; another's is `forbidden`. */
  actor: z.string().regex(/^[\w-]{1,64}$/u, 'invalid'),
  /** By the device's clock, in the world's time. */
  deviceAt: instantSchema,
  /** What to add to the device's clock, ms, as far as it knew; null: it had heard no server yet. */
  offsetMs: z.number().int().min(-4e12).max(4e12).nullable(),
};

/** One thing said from the field; `field.send` takes one at a time, so that each has its own receipt. */
export const fieldCommandSchema = z.discriminatedUnion('kind', [
  z.object({
    ...base,
    kind: z.literal('step'),
    step: z.enum(['on-the-way', 'arrived']),
    scope,
  }),
  /** The PIN, or the one for duress: which of the two, only the server judges; receipts are alike. */
  z.object({ ...base, kind: z.literal('safe-home'), scope, pin: pinSchema }),
  z.object({ ...base, kind: z.literal('outcome'), actionId: z.uuid(), outcome: outcomeSchema }),
  /** Another outcome than the one said in `corrects`. */
  z.object({
    ...base,
    kind: z.literal('correction'),
    corrects: z.uuid(),
    actionId: z.uuid(),
    outcome: outcomeSchema,
    reason: words,
  }),
  z.object({
    ...base,
    kind: z.literal('incident'),
    incident: z.enum(INCIDENT_KINDS, 'invalid'),
    callMe: z.boolean(),
    text,
  }),
  z.object({ ...base, kind: z.literal('note'), text: words }),
  /** Reported numbers count for nothing until sheets are accepted. */
  z.object({
    ...base,
    kind: z.literal('numbers'),
    people: headcount.nullable(),
    paper: headcount.nullable(),
  }),
]);
export type FieldCommandInput = z.input<typeof fieldCommandSchema>;
export type FieldCommand = z.output<typeof fieldCommandSchema>;

/** Kinds of field commands; `override` is staff's, from the board. */
export const FIELD_KINDS = [
  'step',
  'safe-home',
  'outcome',
  'correction',
  'incident',
  'note',
  'numbers',
  'override',
] as const;
export type FieldKind = (typeof FIELD_KINDS)[number];

/** The receipt for one item: what is not exactly this, for exactly that id, is no receipt. */
export const fieldReceiptSchema = z.object({
  commandId: z.uuid(),
  status: z.literal('received'),
  /** Place in the city's own order. */
  seq: z.number().int().positive(),
  receivedAt: instantSchema,
  /** When it happened, by the edition's clock, as the server took it. */
  happenedAt: instantSchema,
  /** The device's clock was plainly wrong: `happenedAt` is as near to it as can be. */
  bounded: z.boolean().default(false),
  /** The other of coordinator and deputy said something else; both stand, staff look at it. */
  disputed: z.boolean(),
});
export type FieldReceipt = z.infer<typeof fieldReceiptSchema>;
