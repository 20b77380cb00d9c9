import type { Transaction } from '@lantern/db/database';

/** A privileged act, for the audit log. */
export interface Act {
  id: string;
  at: Date;
  /** Account id, or `server` for a command on the server. */
  actor: string;
  /** What was done, e.g. `signing.void`. */
  act: string;
  /** Id of what it was done to, if it is one thing. */
  subject?: string;
  /** Numbers, ids, codes; never personal data. */
  details: Record<string, unknown>;
}

/** Writes an act into the audit log, in the transaction of the act itself. */
export async function recordAct(tx: Transaction, act: Act): Promise<void> {
  await tx.query(
    `INSERT INTO audit_log (id, at, actor, act, subject, details) VALUES ($1, $2, $3, $4, $5, $6)`,
    [act.id, act.at, act.actor, act.act, act.subject ?? null, JSON.stringify(act.details)],
  );
}
