import type { Transaction } from '@lantern/db/database';
import { STAGED_MAILS } from './settle.repo.ts';

/**
 * Keeps how far news has come in the database that is replaced, until the transaction ends: who was mailed
 * since the backup must not be mailed again. Empty where that database knows no news.
 */
export async function keepNews(tx: Transaction): Promise<void> {
  await tx.query(
    `CREATE TEMP TABLE kept_news (id uuid, edition_id uuid, topic text, created_at timestamptz,
       created_by text, state text, started_at timestamptz, started_by text,
       ended_at timestamptz, recipients int, cursor uuid, queued int) ON COMMIT DROP;
     CREATE TEMP TABLE kept_news_texts (news_id uuid, locale text, subject text, body text,
       updated_at timestamptz, updated_by text) ON COMMIT DROP;
     CREATE TEMP TABLE kept_news_outcomes (job_id uuid, kind text, record_id uuid, outcome text,
       smtp_code int, at timestamptz, news_id uuid) ON COMMIT DROP`,
  );
  const { rows } = await tx.query<{ there: boolean }>(
    `SELECT to_regclass('public.news') IS NOT NULL AS there`,
  );
  if (!rows[0]?.there) return;
  await tx.query(
    `INSERT INTO kept_news SELECT id, edition_id, topic, created_at, created_by, state::text, started_at, started_by, ended_at, recipients, cursor, queued
       FROM news WHERE state <> 'draft';
     INSERT INTO kept_news_texts SELECT news_id, locale, subject, body, updated_at, updated_by
       FROM news_texts WHERE news_id IN (SELECT id FROM kept_news);
     INSERT INTO kept_news_outcomes SELECT job_id, kind, record_id, outcome, smtp_code, at, news_id
       FROM mail_outcomes WHERE news_id IS NOT NULL`,
  );
}

/**
 * Takes the restored news on to where it was, with the words that were mailed and the mails that waited, and holds whatever was leaving: a
 * person looks at it before it goes on.
 */
export async function takeNewsOn(tx: Transaction): Promise<void> {
  // Begun since the backup: without it who was mailed would be mailed again, and its page would be gone.
  await tx.query(
    `INSERT INTO news (id, edition_id, topic, created_at, created_by)
     SELECT kept.id, kept.edition_id, kept.topic, kept.created_at, kept.created_by
     FROM kept_news AS kept JOIN editions ON editions.id = kept.edition_id
     ON CONFLICT (id) DO NOTHING`,
  );
  // A draft that was begun since had perhaps other words: two readers never get two texts.
  await tx.query(
    `INSERT INTO news_texts (news_id, locale, subject, body, updated_at, updated_by)
     SELECT news_id, locale, subject, body, updated_at, updated_by
     FROM kept_news_texts WHERE news_id IN (SELECT id FROM news)
     ON CONFLICT (news_id, locale) DO UPDATE SET subject = excluded.subject,
       body = excluded.body, updated_at = excluded.updated_at, updated_by = excluded.updated_by`,
  );
  await tx.query(
    `UPDATE news SET state = kept.state::news_state, started_at = kept.started_at,
       started_by = kept.started_by, ended_at = kept.ended_at, recipients = kept.recipients,
       cursor = kept.cursor, queued = kept.queued
     FROM kept_news AS kept WHERE kept.id = news.id`,
  );
  await tx.query(`UPDATE news SET state = 'paused' WHERE state = 'sending'`);
  await tx.query(
    `INSERT INTO mail_outcomes (job_id, kind, record_id, outcome, smtp_code, at, news_id)
     SELECT job_id, kind, record_id, outcome, smtp_code, at, news_id FROM kept_news_outcomes
     WHERE news_id IN (SELECT id FROM news) ON CONFLICT (job_id) DO NOTHING`,
  );
  // By reader and not by job: a restore before this one queued the same mails as other jobs.
  await tx.query(
    `DELETE FROM ${STAGED_MAILS} AS staged USING mail_outcomes AS outcome
     WHERE outcome.news_id = staged.news_id AND outcome.record_id = staged.record_id`,
  );
  // Beyond the backup's cursor and before the one taken over: only the queue that is replaced has them.
  await tx.query(
    `INSERT INTO ${STAGED_MAILS} (id, kind, record_id, priority, start_after, news_id)
     SELECT job.id, 'news', (job.data ->> 'recordId')::uuid, job.priority, job.start_after,
       (job.data ->> 'newsId')::uuid
     FROM pgboss.job AS job
     WHERE job.name = 'mail' AND job.state IN ('created', 'retry', 'active')
       AND job.data ->> 'kind' = 'news' AND (job.data ->> 'newsId')::uuid IN (SELECT id FROM news)
       AND NOT EXISTS (SELECT FROM ${STAGED_MAILS} AS staged
         WHERE staged.news_id = (job.data ->> 'newsId')::uuid
           AND staged.record_id = (job.data ->> 'recordId')::uuid)`,
  );
}
