import type { Transaction } from '@lantern/db/database';
import { localeSchema, type Locale } from '@lantern/schemas/locale';
import type { NewsState } from '@lantern/schemas/news-terms';
import type { Pool } from 'pg';

// The words of the index `signatures_news`: only so is it used.
const ASKED = `s.updates AND s.state = 'confirmed' AND s.email_sealed IS NOT NULL AND s.bounced_at IS NULL`;

/** How many asked for news, by language and by big mail provider. */
export interface ReaderCount {
  locale: Locale;
  mailProvider: string;
  count: number;
}

/** Confirmed signers whom news of this edition would reach now. */
export async function countReaders(
  db: Pool | Transaction,
  editionId: string,
): Promise<ReaderCount[]> {
  const { rows } = await db.query<ReaderCount>(
    `SELECT s.locale, s.mail_provider AS "mailProvider", count(*)::int AS count
     FROM signatures s WHERE s.edition_id = $1 AND ${ASKED} GROUP BY 1, 2 ORDER BY 1, 2`,
    [editionId],
  );
  return rows.map((row) => ({ ...row, locale: localeSchema.parse(row.locale) }));
}

/** Before every id there is. */
const FIRST = '00000000-0000-0000-0000-000000000000';

/**
 * The next who get it, in the order of their ids. Whoever confirmed after it began to leave is not among them:
 * they signed knowing how things stand, and the number that staff agreed to stays the number.
 */
export async function nextReaders(
  tx: Transaction,
  from: { editionId: string; after: string | null; startedAt: Date; limit: number },
): Promise<string[]> {
  const { rows } = await tx.query<{ id: string }>(
    `SELECT s.id FROM signatures s
     WHERE s.edition_id = $1 AND s.id > $2 AND s.confirmed_at <= $3 AND ${ASKED}
     ORDER BY s.id LIMIT $4`,
    [from.editionId, from.after ?? FIRST, from.startedAt, from.limit],
  );
  return rows.map(({ id }) => id);
}

/** What decides whether one mail of news leaves now, read when it is composed. */
export interface NewsForReader {
  newsId: string;
  state: NewsState;
  /** Staff hold all news of the edition. */
  held: boolean;
  edition: { slug: string; kind: 'real' | 'rehearsal' };
  locale: Locale;
  subject: string;
  body: string;
  /** Still confirmed, still wants news, not erased, and the address takes mail. */
  asked: boolean;
}

/** Null when the news or the signature is gone, or there are no words in the signature's language. */
export async function readForReader(
  pool: Pool,
  { newsId, recordId }: { newsId: string; recordId: string },
): Promise<NewsForReader | null> {
  const { rows } = await pool.query<NewsForReader>(
    `SELECT n.id AS "newsId", n.state::text AS state, e.news_paused AS held,
       json_build_object('slug', e.slug, 'kind', e.kind) AS edition,
       s.locale, t.subject, t.body, (${ASKED}) AS asked
     FROM news n JOIN editions e ON e.id = n.edition_id
     JOIN signatures s ON s.id = $2 AND s.edition_id = n.edition_id
     JOIN news_texts t ON t.news_id = n.id AND t.locale = s.locale
     WHERE n.id = $1`,
    [newsId, recordId],
  );
  const [row] = rows;
  return row ? { ...row, locale: localeSchema.parse(row.locale) } : null;
}
