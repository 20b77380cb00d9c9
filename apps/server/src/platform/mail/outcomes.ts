import { transaction, type Transaction } from '@lantern/db/database';
import type { Pool } from 'pg';
import type { JobWithMetadata } from 'pg-boss';
import type { Jobs } from '../jobs.ts';
import { onTransaction } from '../jobs-database.ts';
import { MAIL_QUEUE, type MailJob } from './queue.ts';

/** What became of a mail. `refused`: for good; `given-up`: temporary refusals for too long. */
type MailOutcome = 'sent' | 'refused' | 'given-up';

/** A mail taken from the queue, with the attempt it was taken for. */
export type ClaimedMail = JobWithMetadata<MailJob>;

/** Ends jobs and records what became of them; by record id, never by address. */
export interface MailOutcomes {
  /** Records the outcome and ends the job in one transaction. A claim that has lapsed ends nothing. */
  settle(job: ClaimedMail, outcome: MailOutcome, smtpCode: number | null): Promise<void>;
  /** Ends a job that is no longer due; nothing is recorded. */
  drop(job: ClaimedMail): Promise<void>;
  /** Puts the job back; the queue's backoff decides when. */
  retry(job: ClaimedMail, code: string): Promise<void>;
  /** Deletes records older than `before`. */
  prune(before: Date): Promise<number>;
}

export function createMailOutcomes({ boss }: Jobs, pool: Pool): MailOutcomes {
  return {
    settle: (job, outcome, smtpCode) =>
      transaction(pool, async (tx) => {
        await record(tx, { job, outcome, smtpCode });
        await boss.complete(MAIL_QUEUE, job, null, { db: onTransaction(tx) });
      }),
    drop: async (job) => {
      await boss.complete(MAIL_QUEUE, job);
    },
    retry: async (job, code) => {
      await boss.fail(MAIL_QUEUE, job, { code });
    },
    prune: async (before) => {
      const { rowCount } = await pool.query('DELETE FROM mail_outcomes WHERE at < $1', [before]);
      return rowCount ?? 0;
    },
  };
}

async function record(
  tx: Transaction,
  { job, outcome, smtpCode }: { job: ClaimedMail; outcome: MailOutcome; smtpCode: number | null },
): Promise<void> {
  await tx.query(
    `INSERT INTO mail_outcomes (job_id, kind, record_id, outcome, smtp_code, at)
     VALUES ($1, $2, $3, $4, $5, now())
     ON CONFLICT (job_id) DO NOTHING`,
    [job.id, job.data.kind, job.data.recordId, outcome, smtpCode],
  );
}
