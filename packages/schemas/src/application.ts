import { z } from 'zod';
import { NOTE_MAX } from './field.ts';
import { localeSchema } from './locale.ts';
import { editionInputSchema } from './petition.ts';
import { optionalPhoneSchema } from './phone.ts';
import { isPlainText } from './plain-text.ts';
import { emailSchema, personNameSchema, tokenSchema } from './signature.ts';

/** What somebody can offer to be. */
export const APPLICANT_ROLES = ['coordinator', 'deputy'] as const;
export type ApplicantRole = (typeof APPLICANT_ROLES)[number];

/** `applied`: the address is not confirmed yet, and nobody looks at it. */
export const APPLICATION_STATES = ['applied', 'confirmed', 'approved', 'refused'] as const;
export type ApplicationState = (typeof APPLICATION_STATES)[number];

/** Longest place or organisation, in Unicode code points. */
export const PLACE_MAX = 120;
/** Longest account of oneself. */
export const ABOUT_MAX = NOTE_MAX;

const multiline = z
  .string('required')
  .transform((value) => value.normalize('NFC').replaceAll(/\r\n?/gu, '\n').trim())
  .refine((value) => isPlainText(value, '\n\t'), 'invalid-characters');
/** Empty: none. */
const optionalLine = z
  .string()
  .transform((value) => value.normalize('NFC').trim())
  .refine((value) => Array.from(value).length <= PLACE_MAX, 'too-long')
  .refine((value) => isPlainText(value), 'invalid-characters');
const words = (max: number) =>
  multiline
    .refine((value) => value.length > 0, 'required')
    .refine((value) => Array.from(value).length <= max, 'too-long');

/** `applications.send`. Issues carry field codes of `error-codes.ts`; one of `city` and `place` is needed. */
export const applicationInputSchema = editionInputSchema
  .extend({
    role: z.enum(APPLICANT_ROLES, 'required'),
    name: personNameSchema,
    email: emailSchema,
    phone: optionalPhoneSchema,
    /** A city's slug; empty where it is not among ours. */
    city: z
      .string()
      .regex(/^[a-z0-9-]{0,64}$/u, 'invalid')
      .transform((value) => value || null),
    /** Where, in their own words, for a place that is not among ours. */
    place: optionalLine,
    organisation: optionalLine,
    about: words(ABOUT_MAX),
    locale: localeSchema,
    /** A field no person sees; programs fill in what they find. */
    website: z.string().max(1_000).default(''),
  })
  .refine(({ city, place }) => city !== null || place !== '', {
    path: ['city'],
    message: 'required',
  });
export type ApplicationInput = z.output<typeof applicationInputSchema>;

/** What a link of ours carries. */
export const applicationTokenSchema = z.object({ token: tokenSchema });

/** `applications.list`. */
export const applicationListInputSchema = editionInputSchema.extend({
  state: z.enum(APPLICATION_STATES).exclude(['applied']),
});
export const applicationIdSchema = z.object({ id: z.uuid() });
/** `applications.accept`, `.refuse`, `.erase`. */
export const applicationCommandSchema = applicationIdSchema.extend({ commandId: z.uuid() });
/** `applications.note`: `vouch` says that the writer answers for this person, and why. */
export const applicationNoteSchema = applicationCommandSchema.extend({
  kind: z.enum(['note', 'vouch']),
  text: words(NOTE_MAX),
});
