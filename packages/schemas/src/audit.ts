import { z } from 'zod';
import { daySchema } from './day.ts';
import { isPlainText } from './plain-text.ts';

// The log holds no null bytes, and the database takes none, not even to look for.
const isPlainLine = (text: string): boolean => isPlainText(text);

/** Entries on one page. */
export const AUDIT_PAGE = 50;

/** `audit.page`: newest first; each given field narrows what is found. */
export const auditPageInputSchema = z.object({
  /** Found in the act, its subject, its details or the actor's address; letter case does not matter. */
  search: z.string().trim().max(200).refine(isPlainLine).optional(),
  /** The act exactly, e.g. `signing.void`. */
  act: z.string().max(100).refine(isPlainLine).optional(),
  /** UTC days, both included. */
  from: daySchema.optional(),
  to: daySchema.optional(),
  /** The last id of the page before. */
  cursor: z.uuid().optional(),
});
export type AuditPageInput = z.output<typeof auditPageInputSchema>;
