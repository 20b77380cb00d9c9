import { AUDIT_PAGE, type AuditPageInput } from '@lantern/schemas/audit';
import type { Pool } from 'pg';

/** One privileged act, with the address of who did it while the account exists. */
export interface AuditRow {
  id: string;
  at: Date;
  /** Account id, or `server`. */
  actor: string;
  actorEmail: string | null;
  act: string;
  subject: string | null;
  details: Record<string, unknown>;
}

const PAGE = `
  SELECT a.id, a.at, a.actor, u.email AS "actorEmail", a.act, a.subject, a.details
  FROM audit_log a LEFT JOIN users u ON u.id = a.actor
  WHERE ($1::text IS NULL OR position(lower($1) IN lower(concat_ws(' ',
      a.act, a.subject, a.details::text, coalesce(u.email, a.actor)))) > 0)
    AND ($2::text IS NULL OR a.act = $2)
    AND ($3::date IS NULL OR a.at >= $3::date AT TIME ZONE 'UTC')
    AND ($4::date IS NULL OR a.at < ($4::date + 1) AT TIME ZONE 'UTC')
    AND ($5::uuid IS NULL OR (a.at, a.id) < (SELECT at, id FROM audit_log WHERE id = $5))
  ORDER BY a.at DESC, a.id DESC LIMIT $6`;

/** Reads the audit log; only `recordAct` writes it, and nothing changes it. */
export function createAuditRepo(pool: Pool) {
  return {
    /** One entry more than a page, so that it is known whether another follows. */
    readPage: async ({ search, act, from, to, cursor }: AuditPageInput): Promise<AuditRow[]> => {
      const values = [search || null, act || null, from ?? null, to ?? null, cursor ?? null];
      return (await pool.query<AuditRow>(PAGE, [...values, AUDIT_PAGE + 1])).rows;
    },
    /** Every kind of act there is in the log. */
    readActs: async (): Promise<string[]> =>
      (
        await pool.query<{ act: string }>('SELECT DISTINCT act FROM audit_log ORDER BY act')
      ).rows.map(({ act }) => act),
  };
}
export type AuditRepo = ReturnType<typeof createAuditRepo>;
