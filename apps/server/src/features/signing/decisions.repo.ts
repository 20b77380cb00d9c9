import type { Transaction } from '@lantern/db/database';
import type { DecisionKind, VoidReason } from '@lantern/schemas/quarantine';
import type { Pool } from 'pg';
import { COUNTED, type CountedRow } from './signatures.repo.ts';

/** A decision on many signatures, as it is recorded. */
export interface NewDecision {
  /** Its command's id. */
  id: string;
  editionId: string;
  kind: DecisionKind;
  at: Date;
  /** Account id. */
  by: string;
  reason: VoidReason | null;
  /** Hex; null where signatures were chosen one by one. */
  causeHash: string | null;
  count: number;
}

/** Files a decision before its signatures are changed, since they refer to it. */
export async function insertDecision(tx: Transaction, decision: NewDecision): Promise<void> {
  const { id, editionId, kind, at, by, reason, causeHash, count } = decision;
  await tx.query(
    `INSERT INTO decisions (id, edition_id, kind, at, by, reason, cause_hash, count)
     VALUES ($1, $2, $3::decision_kind, $4, $5, $6, decode($7, 'hex'), $8)`,
    [id, editionId, kind, at, by, reason, causeHash, count],
  );
}

/** A decision as it is listed. */
export interface DecisionRow extends NewDecision {
  undoneAt: Date | null;
  undoneBy: string | null;
  /** How many were given back. */
  undone: number | null;
  /** How many are still as it left them; none once it is undone. */
  standing: number;
  /** How many of these counted before it, or count by it: undoing moves the total by so many. */
  counting: number;
}

/** Decisions read at once, the newest first. */
const LISTED = 100;

/** The newest decisions of an edition, with what undoing each would do now. */
export async function readDecisions(pool: Pool, editionId: string): Promise<DecisionRow[]> {
  const { rows } = await pool.query<DecisionRow>(
    `SELECT d.id, d.edition_id AS "editionId", d.kind::text AS kind, d.at, d.by, d.reason,
       encode(d.cause_hash, 'hex') AS "causeHash", d.count, d.undone_at AS "undoneAt",
       d.undone_by AS "undoneBy", d.undone,
       s.standing, s.counting
     FROM decisions d, LATERAL (
       SELECT count(*)::int AS standing,
         (count(*) FILTER (WHERE 'confirmed' IN (state, state_before)))::int AS counting
       FROM signatures WHERE decision_id = d.id AND state = ${RESULT}) AS s
     WHERE d.edition_id = $1 ORDER BY d.at DESC, d.id DESC LIMIT ${LISTED}`,
    [editionId],
  );
  return rows;
}

/** The state a decision brought about. */
const RESULT = `CASE d.kind WHEN 'release' THEN 'confirmed' ELSE 'void' END::signature_state`;

/** Locks a decision; null where the edition has none of this id. */
export async function lockDecision(
  tx: Transaction,
  { editionId, decisionId }: { editionId: string; decisionId: string },
): Promise<{ kind: DecisionKind; undoneAt: Date | null } | null> {
  const { rows } = await tx.query<{ kind: DecisionKind; undoneAt: Date | null }>(
    `SELECT kind::text AS kind, undone_at AS "undoneAt" FROM decisions
     WHERE id = $1 AND edition_id = $2 FOR UPDATE`,
    [decisionId, editionId],
  );
  return rows[0] ?? null;
}

/** A signature as a decision left it, with what it was before. */
export type DecidedRow = CountedRow & { stateBefore: 'confirmed' | 'quarantined' };

/** Locks the signatures that are still as the decision left them, in the order of their ids. */
export async function lockDecided(tx: Transaction, decisionId: string): Promise<DecidedRow[]> {
  const { rows } = await tx.query<DecidedRow>(
    `SELECT ${COUNTED}, state_before::text AS "stateBefore" FROM signatures
     WHERE decision_id = $1 AND state = (SELECT ${RESULT} FROM decisions d WHERE d.id = $1)
     ORDER BY id FOR UPDATE`,
    [decisionId],
  );
  return rows;
}

/**
 * Gives signatures back the state they had, and with it the decision that had brought it about: only a
 * release can come before another decision, since what is void is decided no more. Numbers stay.
 */
export async function giveBack(tx: Transaction, ids: readonly string[]): Promise<void> {
  await tx.query(
    `UPDATE signatures s SET state = s.state_before, decision_id = s.decision_before,
       decision_before = NULL,
       state_before = CASE WHEN s.decision_before IS NOT NULL THEN 'quarantined'::signature_state END,
       decided_at = d.at, decided_by = d.by, reason = d.reason
     FROM signatures before LEFT JOIN decisions d ON d.id = before.decision_before
     WHERE s.id = ANY($1::uuid[]) AND before.id = s.id`,
    [ids],
  );
}

/** Notes who undid a decision and how many were given back; it is never undone twice. */
export async function markUndone(
  tx: Transaction,
  { decisionId, at, by, undone }: { decisionId: string; at: Date; by: string; undone: number },
): Promise<void> {
  await tx.query('UPDATE decisions SET undone_at = $2, undone_by = $3, undone = $4 WHERE id = $1', [
    decisionId,
    at,
    by,
    undone,
  ]);
}
