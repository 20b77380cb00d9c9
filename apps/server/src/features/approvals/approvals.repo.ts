import type { Transaction } from '@lantern/db/database';
import type { Pool } from 'pg';
import type { ApprovalRequest } from './approvals.policy.ts';

/** A request as it is stored. */
export interface ApprovalRow extends ApprovalRequest {
  id: string;
  act: string;
  payload: unknown;
  requestedAt: Date;
  decidedAt: Date | null;
}

const COLUMNS = `id, act, payload, state, requested_by AS "requestedBy", requested_at AS "requestedAt",
  expires_at AS "expiresAt", decided_by AS "decidedBy", decided_at AS "decidedAt"`;

/** A verdict, and whose it is. */
interface Verdict {
  id: string;
  state: 'approved' | 'refused';
  by: string;
  now: Date;
}

/** Reads and writes requests for a second person's word. */
export function createApprovalsRepo(pool: Pool) {
  return {
    add: (
      tx: Transaction,
      row: Pick<
        ApprovalRow,
        'id' | 'act' | 'payload' | 'requestedBy' | 'requestedAt' | 'expiresAt'
      >,
    ) =>
      tx.query(
        `INSERT INTO approvals (id, act, payload, requested_by, requested_at, expires_at)
         VALUES ($1, $2, $3, $4, $5, $6)`,
        [
          row.id,
          row.act,
          JSON.stringify(row.payload),
          row.requestedBy,
          row.requestedAt,
          row.expiresAt,
        ],
      ),

    /** The request, its row locked: of two who decide at once, the second finds it decided. */
    lock: async (tx: Transaction, id: string): Promise<ApprovalRow | null> => {
      const found = await tx.query<ApprovalRow>(
        `SELECT ${COLUMNS} FROM approvals WHERE id = $1 FOR UPDATE`,
        [id],
      );
      return found.rows[0] ?? null;
    },

    decide: (tx: Transaction, { id, state, by, now }: Verdict) =>
      tx.query(
        `UPDATE approvals SET state = $2::approval_state, decided_by = $3, decided_at = $4
         WHERE id = $1`,
        [id, state, by, now],
      ),

    use: (tx: Transaction, { id, now }: { id: string; now: Date }) =>
      tx.query(`UPDATE approvals SET state = 'used', used_at = $2 WHERE id = $1`, [id, now]),

    /** Ends what an account asked for or approved, and is not done yet. */
    endOf: (
      tx: Transaction,
      { accountId, by, now }: { accountId: string; by: string; now: Date },
    ) =>
      tx.query(
        `UPDATE approvals SET state = 'refused', decided_by = $2, decided_at = $3
         WHERE state IN ('waiting', 'approved') AND (requested_by = $1 OR decided_by = $1)`,
        [accountId, by, now],
      ),

    /** What waits for a word, and what was asked for since; newest first. */
    recent: async ({ now, since }: { now: Date; since: Date }): Promise<ApprovalRow[]> => {
      const found = await pool.query<ApprovalRow>(
        `SELECT ${COLUMNS} FROM approvals
         WHERE (state = 'waiting' AND expires_at > $1) OR requested_at > $2
         ORDER BY requested_at DESC, id DESC LIMIT 200`,
        [now, since],
      );
      return found.rows;
    },

    /** Removes requests a month after they ran out: they hold addresses; the audit log keeps the act. */
    sweep: (now: Date) =>
      pool.query(`DELETE FROM approvals WHERE expires_at < $1::timestamptz - interval '30 days'`, [
        now,
      ]),
  };
}
export type ApprovalsRepo = ReturnType<typeof createApprovalsRepo>;
