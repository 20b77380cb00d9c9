import type { Transaction } from '@lantern/db/database';
import type { NewsState } from '@lantern/schemas/news-terms';
import type { Pool } from 'pg';

/** News that is not at its end: what is being sent, and what was stopped and still has mails in the queue. */
export async function openNews(pool: Pool): Promise<string[]> {
  const { rows } = await pool.query<{ id: string }>(
    `SELECT n.id FROM news n JOIN editions e ON e.id = n.edition_id
     WHERE n.ended_at IS NULL
       AND (n.state = 'stopped' OR (n.state = 'sending' AND NOT e.news_paused))
     ORDER BY n.started_at`,
  );
  return rows.map(({ id }) => id);
}

/** How far news has come. */
export interface NewsUnderWay {
  editionId: string;
  state: NewsState;
  held: boolean;
  startedAt: Date;
  cursor: string | null;
  recipients: number;
  queued: number;
}

/** Locks it until the transaction ends; null when another node has it, or it has ended. */
export async function lockUnderWay(tx: Transaction, newsId: string): Promise<NewsUnderWay | null> {
  const { rows } = await tx.query<NewsUnderWay>(
    `SELECT n.edition_id AS "editionId", n.state::text AS state, e.news_paused AS held,
       n.started_at AS "startedAt", n.cursor, n.recipients, n.queued
     FROM news n JOIN editions e ON e.id = n.edition_id
     WHERE n.id = $1 AND n.started_at IS NOT NULL AND n.ended_at IS NULL
     FOR UPDATE OF n SKIP LOCKED`,
    [newsId],
  );
  return rows[0] ?? null;
}

/** The mails queued in this transaction; the next batch goes on after `cursor`. */
export async function advance(
  tx: Transaction,
  step: { newsId: string; cursor: string; count: number },
): Promise<void> {
  await tx.query('UPDATE news SET cursor = $2, queued = queued + $3 WHERE id = $1', [
    step.newsId,
    step.cursor,
    step.count,
  ]);
}

/** All of it is dealt with; what was stopped stays stopped. */
export async function markEnded(tx: Transaction, end: { newsId: string; at: Date }): Promise<void> {
  await tx.query(
    `UPDATE news SET ended_at = $2,
       state = CASE WHEN state = 'sending' THEN 'sent'::news_state ELSE state END
     WHERE id = $1`,
    [end.newsId, end.at],
  );
}

/**
 * Its mails in the queue, those being sent included. Asked of the queue itself, since the queue also forgets:
 * what nobody could send for a week is deleted, and must not be waited for.
 */
export async function countWaiting(db: Pool | Transaction, newsId: string): Promise<number> {
  const { rows } = await db.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM pgboss.job
     WHERE name = 'mail' AND state <= 'active' AND data ->> 'newsId' = $1 AND data ->> 'kind' = 'news'`,
    [newsId],
  );
  return rows[0]?.count ?? 0;
}

/** Mails of news under way that are not queued yet, in all editions. */
export async function countToCome(pool: Pool): Promise<number> {
  const { rows } = await pool.query<{ count: number }>(
    `SELECT coalesce(sum(greatest(n.recipients - n.queued, 0)), 0)::int AS count
     FROM news n JOIN editions e ON e.id = n.edition_id
     WHERE n.state = 'sending' AND NOT e.news_paused`,
  );
  return rows[0]?.count ?? 0;
}
