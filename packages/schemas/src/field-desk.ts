import { z } from 'zod';
import { OUTCOMES, outcomeSchema } from './action.ts';
import { instantSchema } from './day.ts';
import { FIELD_KINDS, INCIDENT_KINDS, NOTE_MAX, STEPS } from './field.ts';
import { HELP_KINDS } from './help-line.ts';
import { editionSlugSchema } from './petition.ts';
import { lineSchema, paragraphsSchema } from './prose.ts';

const place = {
  edition: editionSlugSchema.optional(),
  city: z.string().regex(/^[a-z0-9-]{1,64}$/u, 'invalid'),
};
const onCity = { commandId: z.uuid(), ...place };
const reason = paragraphsSchema(NOTE_MAX);
const text = paragraphsSchema(NOTE_MAX);
const scope = z.enum(['self', 'group']).default('group');
const headcount = z.number('invalid').int('invalid').min(0, 'invalid').max(1_000_000, 'invalid');

/** `field.timeline`. */
export const timelineInputSchema = z.object(place);
export type TimelineInput = z.output<typeof timelineInputSchema>;

/** `field.openWords`: every look is in the audit log. */
export const openWordsSchema = z.object(onCity);
export type OpenWords = z.output<typeof openWordsSchema>;

/** What staff enter for somebody whom they have on the phone; no PIN, since they know the voice. */
const saidSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('step'), step: z.enum(STEPS), scope }),
  z.object({ kind: z.literal('outcome'), actionId: z.uuid(), outcome: outcomeSchema }),
  z.object({
    kind: z.literal('incident'),
    incident: z.enum(INCIDENT_KINDS, 'invalid'),
    callMe: z.boolean(),
    text: text.nullable(),
  }),
  z.object({ kind: z.literal('note'), text }),
  z.object({
    kind: z.literal('numbers'),
    people: headcount.nullable(),
    paper: headcount.nullable(),
  }),
]);
/** `field.onBehalf`. */
export const onBehalfSchema = z.object({
  ...onCity,
  /** Account of the one of the city's people whose word it is. */
  of: z.string().regex(/^[\w-]{1,64}$/u, 'invalid'),
  /** When it happened, by the edition's clock; null: now. */
  at: instantSchema.nullable(),
  said: saidSchema,
  reason,
});
export type OnBehalf = z.output<typeof onBehalfSchema>;

/** `field.override`: what staff know better. A phase also takes a city back; an outcome clears what was said before. */
export const overrideSchema = z.object({
  ...onCity,
  set: z.discriminatedUnion('what', [
    z.object({ what: z.literal('phase'), phase: z.enum(['waiting', ...STEPS]) }),
    z.object({ what: z.literal('outcome'), actionId: z.uuid(), outcome: outcomeSchema }),
  ]),
  reason,
});
export type Override = z.output<typeof overrideSchema>;

/** `field.settle`: which of the commands that disagree stands. */
export const settleSchema = z.object({ ...onCity, stands: z.uuid(), reason });
export type Settle = z.output<typeof settleSchema>;

/** `field.closeIncident`. */
export const closeIncidentSchema = z.object({ ...onCity, id: z.uuid(), note: text.nullable() });
export type CloseIncident = z.output<typeof closeIncidentSchema>;

const helpLineSchema = z.object({
  kind: z.enum(HELP_KINDS, 'invalid'),
  label: lineSchema(120),
  phone: z.string('required').regex(/^[+*#\d][\d *#()./-]{1,39}$/u, 'invalid'),
});
/** `field.helpLines`: of one city, or what all cities of the edition have. */
export const helpLinesInputSchema = z.object({ ...place, city: place.city.nullable() });
export type HelpLinesInput = z.output<typeof helpLinesInputSchema>;
/** `field.setHelpLines`: all of them anew, in their order. */
export const setHelpLinesSchema = helpLinesInputSchema.extend({
  commandId: z.uuid(),
  lines: z.array(helpLineSchema).max(20, 'too-long'),
});
export type SetHelpLines = z.output<typeof setHelpLinesSchema>;

const person = z.object({ accountId: z.string(), email: z.string().nullable() });

/** `field.timeline`: all that was said of a city, in the order in which it came; words apart. */
export const timelineSchema = z.object({
  commands: z.array(
    z.object({
      id: z.uuid(),
      seq: z.number().int().positive(),
      /** Who entered it. */
      by: person,
      /** Whose word it is, where staff entered it for them. */
      of: person.nullable(),
      kind: z.enum(FIELD_KINDS),
      step: z.string().nullable(),
      scope: z.enum(['self', 'group']),
      actionId: z.uuid().nullable(),
      outcome: z.enum(OUTCOMES).nullable(),
      people: z.number().int().nullable(),
      paper: z.number().int().nullable(),
      corrects: z.uuid().nullable(),
      /** There are words or a reason to open. */
      hasWords: z.boolean(),
      incident: z
        .object({
          kind: z.enum(INCIDENT_KINDS),
          callMe: z.boolean(),
          closedAt: instantSchema.nullable(),
        })
        .nullable(),
      /** By the edition's clock; `bounded`: the device's clock was plainly wrong. */
      happenedAt: instantSchema,
      bounded: z.boolean(),
      /** By the world's: the device's clock and what it knew of its offset, and when it came. */
      deviceAt: instantSchema,
      offsetMs: z.number().nullable(),
      receivedAt: instantSchema,
      disputed: z.boolean(),
      settledAt: instantSchema.nullable(),
    }),
  ),
});
export type Timeline = z.infer<typeof timelineSchema>;

/** `field.openWords`: what somebody wrote, by the command's id. */
export const fieldWordsSchema = z.object({
  words: z.array(
    z.object({
      id: z.uuid(),
      text: z.string().nullable(),
      reason: z.string().nullable(),
      /** What was noted when the incident was closed. */
      closing: z.string().nullable(),
    }),
  ),
});
export type FieldWords = z.infer<typeof fieldWordsSchema>;
