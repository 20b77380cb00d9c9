import type { Transaction } from '@lantern/db/database';
import type { Pool } from 'pg';
import { z } from 'zod';

/** What became of mails, by big provider; other domains are `other`. */
const providerFiguresSchema = z.object({
  provider: z.string(),
  sent: z.number().int(),
  refused: z.number().int(),
  givenUp: z.number().int(),
  left: z.number().int(),
  calledOff: z.number().int(),
});
export type ProviderFigures = z.infer<typeof providerFiguresSchema>;

/** The act that closes news holds its figures, since single outcomes are deleted after a month. */
export const CLOSING_ACT = 'news.closed';
const closingSchema = z.object({ providers: z.array(providerFiguresSchema) });

/** Counts outcomes; those of erased people are among `other`. */
export async function countOutcomes(
  db: Pool | Transaction,
  newsId: string,
): Promise<ProviderFigures[]> {
  const { rows } = await db.query<ProviderFigures>(
    `SELECT coalesce(s.mail_provider, 'other') AS provider,
       count(*) FILTER (WHERE o.outcome = 'sent')::int AS sent,
       count(*) FILTER (WHERE o.outcome = 'refused')::int AS refused,
       count(*) FILTER (WHERE o.outcome = 'given-up')::int AS "givenUp",
       count(*) FILTER (WHERE o.outcome = 'left')::int AS left,
       count(*) FILTER (WHERE o.outcome = 'called-off')::int AS "calledOff"
     FROM mail_outcomes o LEFT JOIN signatures s ON s.id = o.record_id
     WHERE o.news_id = $1 GROUP BY 1 ORDER BY count(*) DESC, 1`,
    [newsId],
  );
  return rows;
}

/** The figures as they were when the news was closed; null while it is not. */
export async function closedFigures(pool: Pool, newsId: string): Promise<ProviderFigures[] | null> {
  const { rows } = await pool.query<{ details: unknown }>(
    'SELECT details FROM audit_log WHERE act = $1 AND subject = $2 ORDER BY at DESC LIMIT 1',
    [CLOSING_ACT, newsId],
  );
  const [row] = rows;
  return row ? closingSchema.parse(row.details).providers : null;
}
