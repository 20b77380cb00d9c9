import type { FieldCode } from '@lantern/schemas/error-codes';
import type { Fault } from '../../shared/api/fault.ts';

/** Which of the page's forms was sent: a message to the city, or an answer to one of its actions. */
export const INTENTS = ['contact', 'rsvp'] as const;
export type Intent = (typeof INTENTS)[number];

/** All fields of both forms; the last one is not for people. */
export const FIELDS = ['name', 'email', 'party', 'text', 'website'] as const;
type FieldName = (typeof FIELDS)[number];

/** A form that was not taken: shown again as it was filled in. */
export interface RefusedForm {
  intent: Intent;
  /** Of `rsvp`. */
  actionId: string;
  fault: Fault;
  fields: Partial<Record<string, FieldCode>>;
  typed: Partial<Record<FieldName, string>>;
}
