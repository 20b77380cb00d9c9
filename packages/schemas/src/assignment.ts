import { z } from 'zod';
import { NOTE_MAX } from './field.ts';
import { localeSchema } from './locale.ts';
import { signInIdSchema } from './people.ts';
import { editionInputSchema } from './petition.ts';
import { optionalPhoneSchema } from './phone.ts';
import { isPoorPin } from './pins.ts';
import { isPlainText } from './plain-text.ts';
import { ASSIGNMENT_ENDS } from './readiness-items.ts';
import { REGIONS } from './region.ts';

export const ASSIGNMENT_ROLES = ['coordinator', 'deputy', 'region-lead'] as const;
export type AssignmentRole = (typeof ASSIGNMENT_ROLES)[number];

const commandId = z.uuid();
const city = z.string().regex(/^[a-z0-9-]{1,64}$/u, 'invalid');
const words = z
  .string('required')
  .transform((value) => value.normalize('NFC').replaceAll(/\r\n?/gu, '\n').trim())
  .refine((value) => value.length > 0, 'required')
  .refine((value) => Array.from(value).length <= NOTE_MAX, 'too-long')
  .refine((value) => isPlainText(value, '\n\t'), 'invalid-characters');

/** `assignments.list`, `assignments.mine`. */
export const assignmentsInputSchema = editionInputSchema;

/** `assignments.assign`: a city to a coordinator or deputy, a region to a region lead. */
export const assignInputSchema = editionInputSchema.extend({
  commandId,
  accountId: signInIdSchema,
  to: z.discriminatedUnion('role', [
    z.object({ role: z.enum(['coordinator', 'deputy']), city }),
    z.object({ role: z.literal('region-lead'), region: z.enum(REGIONS, 'invalid') }),
  ]),
});
export type AssignInput = z.output<typeof assignInputSchema>;

/** `assignments.end`: why is kept with it, and read by staff. */
export const endAssignmentSchema = z.object({
  commandId,
  id: z.uuid(),
  reason: z.enum(ASSIGNMENT_ENDS, 'invalid'),
});
/** `assignments.takeOver` (of a deputy), `.reinvite`, `.readKit`. */
export const onAssignmentSchema = z.object({ commandId, id: z.uuid() });

/** `assignments.agreeSilence`: what is to be done when this person goes silent. */
export const agreeSilenceSchema = onAssignmentSchema.extend({ plan: words });

const pin = z.string().refine((value) => !isPoorPin(value), 'invalid');
/** `assignments.setPins`: the PIN of coming home, and the one that means duress; see `pins.ts`. */
export const setPinsSchema = editionInputSchema
  .extend({ commandId, pin, duress: pin })
  .refine((given) => given.pin !== given.duress, { path: ['duress'], message: 'taken' });

/** `assignments.setOwnContact`: how one is reached by voice, and in which language one is written to. */
export const ownContactSchema = z.object({
  commandId,
  phone: optionalPhoneSchema,
  locale: localeSchema,
});
/** `assignments.lookAtPhones`: at the telephones of a city's people. */
export const lookAtPhonesSchema = editionInputSchema.extend({ commandId, city });
