import { AUDIT_PAGE, type AuditPageInput } from '@lantern/schemas/audit';
import type { AuditRepo } from './audit.repo.ts';

/** What was done by whom, for those who may know. */
export function createAuditService(repo: AuditRepo) {
  return {
    /** One page, newest first; `next` asks for the following one, null at the end. */
    page: async (input: AuditPageInput) => {
      const [rows, acts] = await Promise.all([repo.readPage(input), repo.readActs()]);
      const entries = rows
        .slice(0, AUDIT_PAGE)
        .map((row) => ({ ...row, at: row.at.toISOString() }));
      return {
        entries,
        acts,
        next: rows.length > AUDIT_PAGE ? (entries.at(-1)?.id ?? null) : null,
      };
    },
  };
}
export type AuditService = ReturnType<typeof createAuditService>;
