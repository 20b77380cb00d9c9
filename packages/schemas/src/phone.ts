import { z } from 'zod';

const E164 = /^\+[1-9]\d{6,14}$/u;

/**
 * A telephone number as it is dialled from abroad, kept as `+` and digits (E.164: at most 15); empty is null. Spaces
 * and marks that people put between are dropped. Without its country's code nobody elsewhere could call it.
 */
export const optionalPhoneSchema = z
  .string()
  .transform((value) =>
    value
      .normalize('NFKC')
      .replaceAll(/[\s().\-/\u2010-\u2015]/gu, '')
      .replace(/^00/u, '+'),
  )
  .refine((value) => value === '' || E164.test(value), 'invalid')
  .transform((value) => value || null);
