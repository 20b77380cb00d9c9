import type { Transaction } from '@lantern/db/database';
import type { CarriedOver } from './carry-over.repo.ts';

/**
 * Left free after the backup's last signer number and tally version where the replaced database cannot
 * tell how far it had come: those it gave since are known to people and screens.
 */
const UNKNOWN_GAP = 10_000;

/** A new epoch: every screen and node starts over. */
export async function renewEpoch(tx: Transaction, epoch: string): Promise<void> {
  await tx.query(
    `INSERT INTO installation (id, epoch) VALUES (1, $1)
     ON CONFLICT (id) DO UPDATE SET epoch = excluded.epoch`,
    [epoch],
  );
}

/**
 * Versions and signer numbers go on after the greatest ever given; gaps are allowed, repeats are not. A
 * replaced database that is behind the backup is not the one that counted on after it, and tells nothing.
 */
export async function advanceHeads(tx: Transaction, heads: CarriedOver['heads']): Promise<void> {
  await tx.query(
    `UPDATE tally_heads AS head SET version = goal.version, last_number = goal.last_number
     FROM (
       SELECT restored.edition_id,
         CASE WHEN live.version >= restored.version THEN live.version + 1
           ELSE restored.version + $4 END AS version,
         CASE WHEN live.version >= restored.version
           THEN greatest(live.last_number, restored.last_number)
           ELSE restored.last_number + $4 END AS last_number
       FROM tally_heads AS restored
       LEFT JOIN unnest($1::uuid[], $2::int8[], $3::int8[])
         AS live (edition_id, version, last_number) USING (edition_id)
     ) AS goal
     WHERE head.edition_id = goal.edition_id`,
    [
      heads.map(({ editionId }) => editionId),
      heads.map(({ version }) => version),
      heads.map(({ lastNumber }) => lastNumber),
      UNKNOWN_GAP,
    ],
  );
}

/**
 * Closes what a restore would open again: accounts frozen since stay frozen, and enrolment links that
 * were unused then may have been used or revoked since, so none of them works any more.
 */
export async function closeAccess(
  tx: Transaction,
  frozen: CarriedOver['frozen'],
  now: Date,
): Promise<void> {
  await tx.query(
    `UPDATE users SET frozen_at = coalesce(users.frozen_at, live.frozen_at)
     FROM unnest($1::text[], $2::timestamptz[]) AS live (id, frozen_at) WHERE users.id = live.id`,
    [frozen.map(({ id }) => id), frozen.map(({ frozenAt }) => frozenAt)],
  );
  await tx.query(
    'UPDATE invitations SET expires_at = least(expires_at, $1) WHERE used_at IS NULL',
    [now],
  );
}

/** Where the backup's mails rest until they are queued again. */
export const STAGED_MAILS = 'staged_mails';

/** Makes room for the backup’s mails until the end of the transaction. */
export async function stageMails(tx: Transaction): Promise<void> {
  await tx.query(
    `CREATE TEMP TABLE ${STAGED_MAILS} (
       id uuid, kind text, record_id uuid, priority int, start_after timestamptz, news_id uuid
     ) ON COMMIT DROP`,
  );
}

/** A mail that was waiting when the backup was taken, and of which nothing is known since. */
export interface WaitingMail {
  kind: string;
  recordId: string;
  priority: number;
  startAfter: Date;
  /** Of news alone. */
  newsId: string | null;
}

/** Takes the next mails that are still due; those dealt with since the backup are not sent again. */
export async function takeStagedMails(tx: Transaction, limit: number): Promise<WaitingMail[]> {
  const { rows } = await tx.query<WaitingMail>(
    `WITH taken AS (
       DELETE FROM ${STAGED_MAILS} WHERE id IN (SELECT id FROM ${STAGED_MAILS} ORDER BY id LIMIT $1)
       RETURNING kind, record_id, priority, start_after, news_id
     )
     SELECT kind, record_id AS "recordId", priority, start_after AS "startAfter",
       news_id AS "newsId" FROM taken`,
    [limit],
  );
  return rows;
}

/** Drops what was dealt with since; answers how many. */
export async function dropSettledMails(tx: Transaction): Promise<number> {
  const { rowCount } = await tx.query(
    `DELETE FROM ${STAGED_MAILS} USING kept_outcomes WHERE kept_outcomes.job_id = ${STAGED_MAILS}.id`,
  );
  return rowCount ?? 0;
}

/** The jobs of the replaced database speak of what it held; recurring ones are filed anew by the server. */
export async function clearJobs(tx: Transaction): Promise<void> {
  await tx.query('DELETE FROM pgboss.job');
}

/** Ids of all editions, in the order of their slugs. */
export async function readEditionIds(tx: Transaction): Promise<string[]> {
  const { rows } = await tx.query<{ id: string }>('SELECT id FROM editions ORDER BY slug');
  return rows.map(({ id }) => id);
}
