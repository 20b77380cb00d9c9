import { z } from 'zod';
import { NOTE_MAX } from './field.ts';
import { editionInputSchema } from './petition.ts';
import { isPlainText } from './plain-text.ts';

/** Why somebody has to be looked for. */
export const ALARM_KINDS = ['silence', 'incident', 'help', 'duress'] as const;
export type AlarmKind = (typeof ALARM_KINDS)[number];

/** How an alarm ended: word came, a person settled it, what it waited for was called off or planned anew. */
export const ALARM_ENDINGS = ['heard', 'settled', 'called-off', 'replanned'] as const;
export type AlarmEnding = (typeof ALARM_ENDINGS)[number];

/** Whom a call because of an alarm went to, and what came of it. */
export const CALLEES = ['coordinator', 'deputy', 'region-lead', 'emergency', 'other'] as const;
export type Callee = (typeof CALLEES)[number];
export const CALL_RESULTS = ['reached', 'no-answer', 'wrong-number'] as const;
export type CallResult = (typeof CALL_RESULTS)[number];

const note = z
  .string('required')
  .transform((value) => value.normalize('NFC').replaceAll(/\r\n?/gu, '\n').trim())
  .refine((value) => Array.from(value).length <= NOTE_MAX, 'too-long')
  .refine((value) => isPlainText(value, '\n\t'), 'invalid-characters');

/** `alarms.list`. */
export const alarmListInputSchema = editionInputSchema;
/** `alarms.read`, `alarms.numbers`. */
export const alarmInputSchema = z.object({ id: z.uuid() });
/** `alarms.acknowledge`, `alarms.release`. */
export const alarmCommandSchema = alarmInputSchema.extend({ commandId: z.uuid() });
/** `alarms.settle`: why nobody needs to be looked for any more. */
export const settleAlarmSchema = alarmCommandSchema.extend({
  note: note.refine((value) => value.length > 0, 'required'),
});
/** `alarms.recordCall`. */
export const alarmCallSchema = alarmCommandSchema.extend({
  callee: z.enum(CALLEES, 'invalid'),
  result: z.enum(CALL_RESULTS, 'invalid'),
  note,
});
