import { z } from 'zod';

/** What a person calls a passkey: 1 to 60 characters, none of them control characters. */
export const passkeyNameSchema = z
  .string('required')
  .trim()
  .min(1, 'required')
  .max(60, 'too-long')
  .regex(/^\P{Cc}*$/u, 'invalid-characters');
