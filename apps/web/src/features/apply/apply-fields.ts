import type { FieldCode } from '@lantern/schemas/error-codes';

/** The form's fields, in their order; the last one is not for people. */
export const FIELDS = [
  'role',
  'city',
  'place',
  'name',
  'email',
  'phone',
  'organisation',
  'about',
  'website',
] as const;
export type FieldName = (typeof FIELDS)[number];
/** What was typed, by field. */
export type Typed = Partial<Record<FieldName, string>>;
/** What is wrong, by field. */
export type FieldFaults = Partial<Record<string, FieldCode>>;
