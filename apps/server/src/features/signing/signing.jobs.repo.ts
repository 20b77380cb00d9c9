import type { Transaction } from '@lantern/db/database';
import { DAY_MS, HOUR_MS, KEPT } from '@lantern/schemas/retention';
import type { Pool } from 'pg';

const PAGE = 1_000;

/**
 * Takes up to a thousand submissions that have waited a day for their confirmation, marks them as
 * reminded and answers their ids. Addresses that have signed by another submission are left in peace.
 */
export async function takeDueReminders(tx: Transaction, now: Date): Promise<string[]> {
  const { rows } = await tx.query<{ id: string }>(
    `UPDATE submissions SET reminded_at = $1 WHERE id IN (
       SELECT id FROM submissions s
       WHERE reminded_at IS NULL AND created_at <= $2 AND expires_at > $1
         AND NOT EXISTS (
           SELECT 1 FROM signatures g WHERE g.edition_id = s.edition_id AND g.email_hash = s.email_hash)
         AND NOT EXISTS (
           SELECT 1 FROM submissions o WHERE o.edition_id = s.edition_id AND o.email_hash = s.email_hash
             AND (o.reminded_at IS NOT NULL OR o.id < s.id) AND o.created_at <= $2)
       ORDER BY id LIMIT $3 FOR UPDATE SKIP LOCKED)
     RETURNING id`,
    [now, new Date(now.getTime() - DAY_MS), PAGE],
  );
  return rows.map(({ id }) => id);
}

/** Deletes submissions whose seven days are over. */
export async function deleteExpired(pool: Pool, now: Date): Promise<number> {
  const { rowCount } = await pool.query(
    `DELETE FROM submissions WHERE id IN (
       SELECT id FROM submissions WHERE expires_at <= $1 ORDER BY id FOR UPDATE SKIP LOCKED)`,
    [now],
  );
  return rowCount ?? 0;
}

/** Forgets from which network a submission came, after 24 hours. */
export async function forgetNetworks(pool: Pool, now: Date): Promise<number> {
  const { rowCount } = await pool.query(
    `UPDATE submissions SET network_hash = NULL WHERE id IN (
       SELECT id FROM submissions WHERE network_hash IS NOT NULL AND created_at <= $1
       ORDER BY id FOR UPDATE SKIP LOCKED)`,
    [new Date(now.getTime() - KEPT.networkHours * HOUR_MS)],
  );
  return rowCount ?? 0;
}
