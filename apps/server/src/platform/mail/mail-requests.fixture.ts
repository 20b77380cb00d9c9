import { randomUUID } from 'node:crypto';
import { transaction, type Database } from '@lantern/db/database';
import type { Jobs } from '../jobs.ts';
import { createMailQueue, type MailRequest } from './queue.ts';

/** A mail to queue; some record's confirmation unless `change` says otherwise. */
export const request = (change: Partial<MailRequest> = {}): MailRequest => ({
  kind: 'confirm',
  recordId: randomUUID(),
  priority: 'now',
  ...change,
});

/** Queues mails in a transaction of their own. */
export async function enqueueAll(
  { pool, jobs }: { pool: Database['pool']; jobs: Jobs },
  mails: readonly MailRequest[],
): Promise<void> {
  await transaction(pool, (tx) => createMailQueue(jobs).enqueueMails(tx, mails));
}
