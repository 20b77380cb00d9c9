import path from 'node:path';
import { readMigrations } from '@lantern/db/migration-files';
import { replayApplications } from '../features/applications/applications.replay.ts';
import { replayDeletions } from '../features/contact/contact.replay.ts';
import { compare } from '../features/counts/recount.repo.ts';
import { applyTally } from '../features/counts/tally.repo.ts';
import type { RestoreDeps } from '../features/backup/restore.ts';
import type { WaitingMail } from '../features/backup/settle.repo.ts';
import { replayRsvpErasures } from '../features/rsvp/rsvp.replay.ts';
import { readErasureLedger } from '../features/signing/erasure-ledger.ts';
import { recordLedgerHash } from '../features/signing/signing.endings.ts';
import { replayErasures } from '../features/signing/signing.replay.ts';
import { systemClock } from '../platform/clock.ts';
import { createJobs } from '../platform/jobs.ts';
import {
  APPLICATION_MAIL_KINDS,
  createMailQueue,
  MAIL_KINDS,
  openMailQueue,
  PRIORITY_RANK,
  RSVP_MAIL_KINDS,
  type AnyMailRequest,
  type MailPriority,
} from '../platform/mail/queue.ts';
import type { Installation } from './installation.ts';
import { ERASURE_LEDGER_FILE } from './signing-deps.ts';

const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** What a restore is handed of the features, and how to let go of it. */
export async function openRestore(
  { env, keyring, db }: Pick<Installation, 'keyring' | 'db'> & { env: { dataDir: string } },
  newId: () => string,
): Promise<{ deps: RestoreDeps; close: () => Promise<void> }> {
  const jobs = createJobs({ pool: db.pool, log: quiet });
  await jobs.start();
  await openMailQueue(jobs);
  const queue = createMailQueue(jobs);
  const deps: RestoreDeps = {
    pool: db.pool,
    keyring,
    clock: systemClock,
    newId,
    readMigrations,
    readLedgerFile: () => readErasureLedger(path.join(env.dataDir, ERASURE_LEDGER_FILE)),
    replayErasures: async (tx, entries) => {
      const erased = new Set(entries.map(({ recordHash }) => recordHash.toString('hex')));
      const isErased = (id: string) => erased.has(recordLedgerHash(keyring, id).toString('hex'));
      const messages = await replayDeletions(tx, isErased);
      const answers = await replayRsvpErasures(tx, isErased);
      const applications = await replayApplications(tx, isErased);
      const replayed = await replayErasures(tx, entries, {
        keyring,
        tally: { apply: applyTally },
      });
      const records = replayed.records + messages + answers + applications;
      return { ...replayed, records };
    },
    compare,
    enqueue: (tx, mails) => queue.enqueueMails(tx, mails.flatMap(requestOf)),
  };
  return { deps, close: () => jobs.stop() };
}

/** A mail of a kind that this Lantern does not know any more is nobody's. */
function requestOf({ kind, newsId, recordId, ...mail }: WaitingMail): AnyMailRequest[] {
  const timing = { priority: priorityOf(mail.priority), notBefore: mail.startAfter };
  if (kind === 'news' && newsId !== null) return [{ kind, newsId, recordId, ...timing }];
  const kinds = [...MAIL_KINDS, ...APPLICATION_MAIL_KINDS, ...RSVP_MAIL_KINDS];
  const known = kinds.find((candidate) => candidate === kind);
  return known ? [{ kind: known, recordId, ...timing }] : [];
}

function priorityOf(rank: number): MailPriority {
  if (rank >= PRIORITY_RANK.now) return 'now';
  return rank >= PRIORITY_RANK.soon ? 'soon' : 'bulk';
}
