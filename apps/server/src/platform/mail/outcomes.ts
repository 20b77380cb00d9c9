import { setTimeout as delay } from 'node:timers/promises';
import { transaction, type Transaction } from '@lantern/db/database';
import type { Pool } from 'pg';
import type { JobWithMetadata } from 'pg-boss';
import { z } from 'zod';
import { isDatabaseGone, splitsBatch } from '../database-faults.ts';
import { createGroupCommit } from '../group-commit.ts';
import type { Jobs } from '../jobs.ts';
import { onTransaction } from '../jobs-database.ts';
import { CLAIM_SECONDS, MAIL_QUEUE, type MailJob } from './queue.ts';

/**
 * What became of a mail. `refused`: for good; `given-up`: temporary refusals for too long. Of news also `left`:
 * its reader wanted no more of it before it went out, and `called-off`: it was stopped before.
 */
type MailOutcome = 'sent' | 'refused' | 'given-up' | 'left' | 'called-off';

/** A mail taken from the queue, with the attempt it was taken for. */
export type ClaimedMail = JobWithMetadata<MailJob>;

interface EndedMail {
  job: ClaimedMail;
  outcome: MailOutcome;
  smtpCode: number | null;
}

/** Ends jobs and records what became of them; by record id, never by address. */
export interface MailOutcomes {
  /** Records the outcome and ends the job in one transaction. A claim that has lapsed ends nothing. */
  settle(job: ClaimedMail, outcome: MailOutcome, smtpCode: number | null): Promise<void>;
  /** Ends a job that is no longer due. Recorded for news alone, whose figures must add up. */
  drop(job: ClaimedMail, why: 'left' | 'called-off'): Promise<void>;
  /**
   * Ends the job and queues the mail anew, to be looked at again after {@link PUT_OFF_MS}: it keeps neither
   * age nor tries, since waiting for staff is nobody's fault.
   */
  putOff(job: ClaimedMail, now: Date): Promise<void>;
  /** Puts the job back; the queue's backoff decides when. */
  retry(job: ClaimedMail, code: string): Promise<void>;
  /** Deletes records older than `before`. */
  prune(before: Date): Promise<number>;
}

/** pg-boss answers so, and types it as nothing. */
const completedSchema = z.object({ affected: z.number() });

/** How often a mail that is held is looked at; after a pause, news goes on within this. */
export const PUT_OFF_MS = 10_000;

/** How soon an outcome is written again that the database could not take, ms. */
const AGAIN_MS = 500;

/** Takes part in the transaction that records an outcome. */
export type OnSettled = (tx: Transaction, job: MailJob, outcome: MailOutcome) => Promise<void>;

/** Records what became of mails; `onSettled` joins the transaction of each. */
export function createMailOutcomes(
  { boss }: Jobs,
  pool: Pool,
  onSettled: OnSettled = () => Promise.resolve(),
): MailOutcomes {
  // One commit for each mail was the dearest part of sending it.
  const ended = createGroupCommit<EndedMail, undefined>({
    commit: (mails) =>
      transaction(pool, async (tx) => {
        await record(tx, mails);
        for (const { job, outcome } of mails) await onSettled(tx, job.data, outcome);
        const attempts = mails.map(({ job }) => job);
        await boss.complete(MAIL_QUEUE, attempts, null, { db: onTransaction(tx) });
        return mails.map(() => undefined);
      }),
    splits: splitsBatch,
    maxQueue: Infinity,
  });
  const settle: MailOutcomes['settle'] = (job, outcome, smtpCode) =>
    untilWritten(() => ended.add({ job, outcome, smtpCode }));
  return {
    settle,
    drop: async (job, why) => {
      if (job.data.kind === 'news') await settle(job, why, null);
      else await boss.complete(MAIL_QUEUE, job);
    },
    putOff: (job, now) =>
      transaction(pool, async (tx) => {
        const db = onTransaction(tx);
        const completed = await boss.complete(MAIL_QUEUE, job, null, { db });
        const { affected } = completedSchema.parse(completed);
        // A claim that has lapsed is another's by now, who queues it anew; twice would be two mails.
        if (affected === 0) return;
        const startAfter = new Date(now.getTime() + PUT_OFF_MS);
        await boss.insert(MAIL_QUEUE, [{ data: job.data, priority: job.priority, startAfter }], {
          db,
        });
      }),
    retry: async (job, code) => {
      await boss.fail(MAIL_QUEUE, job, { code });
    },
    prune: async (before) => {
      // News that has not ended is still counted by them; its figures are kept when it ends.
      const { rowCount } = await pool.query(
        `DELETE FROM mail_outcomes WHERE at < $1
           AND NOT EXISTS (SELECT FROM news WHERE news.id = news_id AND news.ended_at IS NULL)`,
        [before],
      );
      return rowCount ?? 0;
    },
  };
}

/**
 * A database that is away for seconds must not make mails go out twice: this process still knows that they
 * were taken. Beyond the claim's length another node has them.
 */
async function untilWritten(write: () => Promise<void>): Promise<void> {
  const end = performance.now() + CLAIM_SECONDS * 1_000;
  for (;;) {
    try {
      return await write();
    } catch (error) {
      if (!isDatabaseGone(error) || performance.now() + AGAIN_MS > end) throw error;
      await delay(AGAIN_MS);
    }
  }
}

async function record(tx: Transaction, mails: readonly EndedMail[]): Promise<void> {
  await tx.query(
    `INSERT INTO mail_outcomes (job_id, kind, record_id, outcome, smtp_code, at, news_id)
     SELECT job_id, kind, record_id, outcome, smtp_code, now(), news_id
     FROM unnest($1::uuid[], $2::text[], $3::uuid[], $4::text[], $5::int[], $6::uuid[])
       AS ended (job_id, kind, record_id, outcome, smtp_code, news_id)
     ON CONFLICT (job_id) DO NOTHING`,
    [
      mails.map(({ job }) => job.id),
      mails.map(({ job }) => job.data.kind),
      mails.map(({ job }) => job.data.recordId),
      mails.map(({ outcome }) => outcome),
      mails.map(({ smtpCode }) => smtpCode),
      mails.map(({ job }) => newsIdOf(job.data)),
    ],
  );
}

/** A test reaches nobody but its sender and is in no figures. */
const newsIdOf = (job: MailJob): string | null => (job.kind === 'news' ? job.newsId : null);
