import type { Transaction } from '@lantern/db/database';
import { localeSchema, type Locale } from '@lantern/schemas/locale';
import type { NewsState, NewsTopic } from '@lantern/schemas/news-terms';
import type { Pool } from 'pg';

/** News as it stands, without its words. */
export interface StoredNews {
  id: string;
  editionId: string;
  edition: { slug: string; kind: 'real' | 'rehearsal'; newsPaused: boolean };
  topic: NewsTopic;
  state: NewsState;
  createdAt: Date;
  createdBy: string;
  startedAt: Date | null;
  startedBy: string | null;
  endedAt: Date | null;
  recipients: number | null;
  queued: number;
}

/** Its words in one language. */
export interface StoredNewsText {
  locale: Locale;
  subject: string;
  body: string;
  updatedAt: Date;
  updatedBy: string;
}

const NEWS = `
  SELECT n.id, n.edition_id AS "editionId", n.topic, n.state::text AS state,
    n.created_at AS "createdAt", n.created_by AS "createdBy", n.started_at AS "startedAt",
    n.started_by AS "startedBy", n.ended_at AS "endedAt", n.recipients, n.queued,
    json_build_object('slug', e.slug, 'kind', e.kind, 'newsPaused', e.news_paused) AS edition
  FROM news n JOIN editions e ON e.id = n.edition_id`;

/** One news, or null. */
export async function findNews(db: Pool | Transaction, newsId: string): Promise<StoredNews | null> {
  const { rows } = await db.query<StoredNews>(`${NEWS} WHERE n.id = $1`, [newsId]);
  return rows[0] ?? null;
}

/** As {@link findNews}; its row stays locked until the transaction ends. */
export async function lockNews(tx: Transaction, newsId: string): Promise<StoredNews | null> {
  const { rows } = await tx.query<StoredNews>(`${NEWS} WHERE n.id = $1 FOR UPDATE OF n`, [newsId]);
  return rows[0] ?? null;
}

/** An edition's news, newest first, each with its subjects by language. */
export async function listNews(
  pool: Pool,
  editionId: string,
): Promise<(StoredNews & { subjects: Partial<Record<Locale, string>> })[]> {
  const { rows } = await pool.query<
    StoredNews & { subjects: Partial<Record<Locale, string>> | null }
  >(
    `SELECT listed.*, (SELECT json_object_agg(t.locale, t.subject) FROM news_texts t
       WHERE t.news_id = listed.id) AS subjects
     FROM (${NEWS} WHERE n.edition_id = $1) AS listed ORDER BY "createdAt" DESC, id DESC`,
    [editionId],
  );
  return rows.map((row) => ({ ...row, subjects: row.subjects ?? {} }));
}

/** Its words, one row per language that has any. */
export async function readNewsTexts(
  db: Pool | Transaction,
  newsId: string,
): Promise<StoredNewsText[]> {
  const { rows } = await db.query<StoredNewsText>(
    `SELECT locale, subject, body, updated_at AS "updatedAt", updated_by AS "updatedBy"
     FROM news_texts WHERE news_id = $1 ORDER BY locale`,
    [newsId],
  );
  return rows.map((row) => ({ ...row, locale: localeSchema.parse(row.locale) }));
}

/** Topics of an edition's news that was not stopped; the edition's row is locked, so that two make no two first ones. */
export async function lockTopics(tx: Transaction, editionId: string): Promise<Set<string>> {
  await tx.query('SELECT FROM editions WHERE id = $1 FOR NO KEY UPDATE', [editionId]);
  const { rows } = await tx.query<{ topic: string }>(
    `SELECT DISTINCT topic FROM news WHERE edition_id = $1 AND state <> 'stopped'`,
    [editionId],
  );
  return new Set(rows.map(({ topic }) => topic));
}

/** Begins a draft without words. */
export async function insertNews(
  tx: Transaction,
  news: { id: string; editionId: string; topic: NewsTopic; at: Date; by: string },
): Promise<void> {
  await tx.query(
    `INSERT INTO news (id, edition_id, topic, created_at, created_by) VALUES ($1, $2, $3, $4, $5)`,
    [news.id, news.editionId, news.topic, news.at, news.by],
  );
}

/** Its texts go with it. */
export async function deleteNews(tx: Transaction, newsId: string): Promise<void> {
  await tx.query('DELETE FROM news WHERE id = $1', [newsId]);
}

/** Stores the words of one language in place of those that were there. */
export async function putNewsText(
  tx: Transaction,
  newsId: string,
  text: StoredNewsText,
): Promise<void> {
  await tx.query(
    `INSERT INTO news_texts (news_id, locale, subject, body, updated_at, updated_by)
     VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (news_id, locale) DO UPDATE SET subject = excluded.subject, body = excluded.body,
       updated_at = excluded.updated_at, updated_by = excluded.updated_by`,
    [newsId, text.locale, text.subject, text.body, text.updatedAt, text.updatedBy],
  );
}

/** From now on it leaves, in batches. */
export async function markStarted(
  tx: Transaction,
  start: { newsId: string; at: Date; by: string; recipients: number },
): Promise<void> {
  await tx.query(
    `UPDATE news SET state = 'sending', started_at = $2, started_by = $3, recipients = $4 WHERE id = $1`,
    [start.newsId, start.at, start.by, start.recipients],
  );
}

/** Lets news go on, holds it or stops it; whether it may is the caller’s to know. */
export async function setNewsState(
  tx: Transaction,
  newsId: string,
  state: 'sending' | 'paused' | 'stopped',
): Promise<void> {
  await tx.query('UPDATE news SET state = $2::news_state WHERE id = $1', [newsId, state]);
}
