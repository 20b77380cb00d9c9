import { z } from 'zod';
import { ALARM_NOTE_MAX, CALL_RESULTS, CALLEES } from './alarm-terms.ts';
import { editionInputSchema } from './petition.ts';
import { isPlainText } from './plain-text.ts';

const note = z
  .string('required')
  .transform((value) => value.normalize('NFC').replaceAll(/\r\n?/gu, '\n').trim())
  .refine((value) => Array.from(value).length <= ALARM_NOTE_MAX, 'too-long')
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
