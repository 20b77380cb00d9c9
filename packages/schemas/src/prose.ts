import { z } from 'zod';
import { isPlainText } from './plain-text.ts';

/**
 * One line that staff write for people to read: plain text, see {@link isPlainText}. `max` in UTF-16 units, as fields
 * count them. Issues are field codes.
 */
export const lineSchema = (max: number) =>
  z
    .string('required')
    .transform((value) => value.normalize('NFC').trim())
    .refine((value) => value.length > 0, 'required')
    .refine((value) => value.length <= max, 'too-long')
    .refine((value) => isPlainText(value), 'invalid-characters');

/** The same over many lines: of control characters only the newline, which parts paragraphs. */
export const paragraphsSchema = (max: number) =>
  z
    .string('required')
    .transform((value) => value.normalize('NFC').replaceAll(/\r\n?/gu, '\n').trim())
    .refine((value) => value.length > 0, 'required')
    .refine((value) => value.length <= max, 'too-long')
    .refine((value) => isPlainText(value, '\n'), 'invalid-characters');
