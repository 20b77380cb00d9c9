import { z } from 'zod';
import { countrySchema } from './country.ts';
import { localeSchema } from './locale.ts';
import { isPlainText } from './plain-text.ts';

/** States of a signature; `pending` ones live as submissions. */
export const SIGNATURE_STATES = [
  'pending',
  'confirmed',
  'quarantined',
  'withdrawn',
  'void',
] as const;
export const signatureStateSchema = z.enum(SIGNATURE_STATES);
export type SignatureState = z.infer<typeof signatureStateSchema>;

/** How a signature came in; only `online` ones are signatures of one address. */
export const CHANNELS = ['online', 'paper'] as const;
export type Channel = (typeof CHANNELS)[number];

/** Longest name taken, in Unicode code points. */
export const NAME_MAX = 200;
/** Longest address taken, in characters (RFC 5321's path limit less its brackets). */
export const EMAIL_MAX = 254;

/** A person's name: any script, 1 to {@link NAME_MAX} code points once trimmed, stored as NFC. */
export const personNameSchema = z
  .string('required')
  .refine((value) => isPlainText(value), 'invalid-characters')
  .transform((value) => value.normalize('NFC').trim().replaceAll(/\s+/gu, ' '))
  .refine((value) => value.length > 0, 'required')
  .refine((value) => /[\p{L}\p{N}\p{S}\p{Extended_Pictographic}]/u.test(value), 'invalid')
  .refine((value) => Array.from(value).length <= NAME_MAX, 'too-long');

/** A mail address as typed, trimmed. Whether it exists is for the confirmation to find out. */
export const emailSchema = z
  .string('required')
  .transform((value) => value.normalize('NFC').trim())
  .refine((value) => value.length > 0, 'required')
  .refine((value) => value.length <= EMAIL_MAX, 'too-long')
  .refine((value) => isPlainText(value), 'invalid-characters')
  .refine(
    (value) => /^[^\s@<>(),;:"\\[\]]{1,64}@[^\s@<>(),;:"\\[\]]+\.[^\s@.]{2,}$/u.test(value),
    'invalid-email',
  )
  .refine((value) => !/\.\.|^\.|\.@|@\.|@-|-\.|\.-/u.test(value), 'invalid-email');

/** A checkbox: JSON booleans, or what an HTML form sends (`on`, `true`, `1`; absent is false). */
const checkboxSchema = z
  .union([z.boolean(), z.enum(['on', 'off', 'true', 'false', '1', '0', ''])])
  .optional()
  .transform((value) => value === true || value === 'on' || value === 'true' || value === '1');

/** Absent, or an empty form field, is null. */
const optionalSlug = z
  .union([z.literal(''), z.string().regex(/^[a-z0-9-]{1,64}$/u, 'invalid')])
  .nullish()
  .transform((value) => (value ? value : null));

/**
 * What `POST /api/v1/signatures` and `signing.submit` take. `showName`, `deliverName` and `updates`
 * are separate choices and false unless given. Issues carry field codes of `error-codes.ts`.
 */
export const submissionSchema = z.object({
  name: personNameSchema,
  email: emailSchema,
  country: z.string('required').min(1, 'required').pipe(countrySchema),
  city: optionalSlug,
  locale: localeSchema,
  /** SHA-256, hex, of the text that was shown. */
  textHash: z.string('required').regex(/^[0-9a-f]{64}$/u, 'invalid'),
  showName: checkboxSchema,
  deliverName: checkboxSchema,
  updates: checkboxSchema,
  /** A code that is none is ignored like one that nobody registered: no signature is lost for it. */
  ref: optionalSlug.catch(null),
});
export type SubmissionInput = z.input<typeof submissionSchema>;
export type Submission = z.output<typeof submissionSchema>;

/** A link's token: 43 base64url characters, of which the first 16 bytes are the record's id. */
export const tokenSchema = z.string().regex(/^[A-Za-z0-9_-]{43}$/u, 'invalid');
/** The six digits a mail also carries. Spaces that people type are dropped. */
export const codeSchema = z
  .string()
  .transform((value) => value.replaceAll(/\s/gu, ''))
  .refine((value) => /^[0-9]{6}$/u.test(value), 'invalid');

/**
 * What confirms: the link's token, or a mail's code with the address it went to, which may be named by
 * the token of the page after signing (`amend`).
 */
export const confirmationSchema = z.union([
  // With a code that is not one, it must not pass for a link's token alone.
  z.object({ token: tokenSchema, code: z.never().optional() }),
  z.object({ token: tokenSchema, code: codeSchema }),
  z.object({ email: emailSchema, code: codeSchema }),
]);
export type Confirmation = z.output<typeof confirmationSchema>;

/** What a link's page may say before anything is pressed. `gone`: expired, forged or deleted. */
export const LINK_STATES = [
  'pending',
  'confirmed',
  'quarantined',
  'withdrawn',
  'void',
  'already-signed',
  'gone',
] as const;
export type LinkState = (typeof LINK_STATES)[number];

/** Answer of a confirmation. `number` is the signer number; `total` the tally it brought about. */
export type ConfirmationResult =
  | { state: 'confirmed'; number: number; total: number; version: number; again: boolean }
  | { state: 'quarantined' }
  | { state: 'already-signed' };
