import { isPlainText } from '@lantern/schemas/plain-text';
import { z } from 'zod';

/** What a person calls a passkey: 1 to 60 characters, plain text. */
export const passkeyNameSchema = z
  .string('required')
  .trim()
  .min(1, 'required')
  .max(60, 'too-long')
  .refine((name) => isPlainText(name), 'invalid-characters');
