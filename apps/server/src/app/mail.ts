import type { Database } from '@lantern/db/database';
import { DAY_MS, KEPT } from '@lantern/schemas/retention';
import type { Env } from '../env.ts';
import type { Clock } from '../platform/clock.ts';
import type { Jobs } from '../platform/jobs.ts';
import type { Logger } from '../platform/logger.ts';
import { checkMailQueue, createBacklogReader } from '../platform/mail/backlog.ts';
import { startMailCatcher } from '../platform/mail/catcher.ts';
import type { ComposeMail } from '../platform/mail/composed-mail.ts';
import { createMailOutcomes, type OnSettled } from '../platform/mail/outcomes.ts';
import { createSmtpTransport } from '../platform/mail/transport.ts';
import { createMailWorker, sendingLimits } from '../platform/mail/worker.ts';
import { withinTime } from '../platform/time-limit.ts';

export interface MailDeps {
  env: Pick<Env, 'mode' | 'smtp' | 'dataDir' | 'publicOrigin'>;
  pool: Database['pool'];
  jobs: Jobs;
  compose: ComposeMail;
  /** Takes part in recording what became of a mail. */
  onSettled?: OnSettled;
  /** Mails that are not queued yet and will be. */
  readToCome?: () => Promise<number>;
  clock: Clock;
  log: Logger;
}

/** How long a stop lets the provider answer the mails that are on their way, ms. */
const SETTLE_MS = 500;

/** What was sent is of use to nobody after this long. */
const OUTCOMES_KEPT_MS = KEPT.mailOutcomeDays * DAY_MS;

/**
 * Everything that sends: the provider where one is set, and in local mode the catcher, which also
 * takes every rehearsal's mail. Elsewhere a rehearsal's mail goes nowhere.
 */
export async function createMail({ env, pool, jobs, compose, clock, log, ...seams }: MailDeps) {
  const { dataDir, publicOrigin } = env;
  const catcher =
    env.mode === 'local' ? await startMailCatcher({ dataDir, publicOrigin, clock }) : null;
  const provider = env.smtp ? createSmtpTransport(env.smtp) : null;
  const real = provider ?? catcher?.transport ?? null;
  const ratePerSecond = real?.ratePerSecond ?? 1;
  const outcomes = createMailOutcomes(jobs, pool, seams.onSettled);
  const worker = createMailWorker({
    jobs,
    pool,
    outcomes,
    clock,
    log,
    compose,
    route: ({ rehearsal }) => (rehearsal ? (catcher?.transport ?? null) : real),
    random: Math.random,
    limits: sendingLimits(real ?? { ratePerSecond, connections: 1 }),
  });
  return {
    worker,
    /** Local mode's mailbox; null elsewhere. */
    mailbox: catcher?.mails ?? null,
    ratePerSecond,
    checkQueue: () => checkMailQueue(pool),
    readBacklog: createBacklogReader(pool, ratePerSecond, seams.readToCome),
    prune: async () => {
      await outcomes.prune(new Date(clock.now().getTime() - OUTCOMES_KEPT_MS));
    },
    /** Cuts what is not answered soon: its job goes back into the queue instead of waiting for its claim to lapse. */
    stop: async () => {
      const settled = worker.stop();
      await withinTime(settled, SETTLE_MS, () => undefined);
      provider?.close();
      await Promise.all([settled, catcher?.stop()]);
    },
  };
}
export type Mail = Awaited<ReturnType<typeof createMail>>;
