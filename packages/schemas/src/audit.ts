import { z } from 'zod';

/** Entries on one page. */
export const AUDIT_PAGE = 50;

/** `audit.page`: newest first; each given field narrows what is found. */
export const auditPageInputSchema = z.object({
  /** Found in the act, its subject, its details or the actor's address; letter case does not matter. */
  search: z.string().trim().max(200).optional(),
  /** The act exactly, e.g. `signing.void`. */
  act: z.string().max(100).optional(),
  /** UTC days, both included. */
  from: z.iso.date().optional(),
  to: z.iso.date().optional(),
  /** The last id of the page before. */
  cursor: z.uuid().optional(),
});
export type AuditPageInput = z.output<typeof auditPageInputSchema>;
