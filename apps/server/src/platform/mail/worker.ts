import { setTimeout as delay } from 'node:timers/promises';
import type { Pool } from 'pg';
import type { Jobs } from '../jobs.ts';
import { deliver, prepare, type DeliveryDeps, type DueMail } from './delivery.ts';
import { createOutageGuard } from './outage-guard.ts';
import { reservePace } from './pace.ts';
import { MAIL_QUEUE, type MailJob } from './queue.ts';
import { shortReason } from './smtp-fault.ts';
import type { MailTransport } from './transport.ts';

export interface MailWorkerDeps extends DeliveryDeps {
  jobs: Jobs;
  pool: Pool;
  /** 0 ≤ x < 1; spreads retries. */
  random: () => number;
  /** How many mails are claimed at once; {@link claimSize} of the provider's rate. */
  claim: number;
}

/** This node's sender. All nodes share the queue and the provider's pace. */
export interface MailWorker {
  start(): void;
  /** Takes no more mails and waits for those in flight to be answered and settled. */
  stop(): Promise<void>;
}

/** How often an empty queue is looked at, ms. A person waits for the first mail. */
const IDLE_MS = 400;
/** Mails handed over and not yet answered; above this the server is slower than its own rate. */
const IN_FLIGHT_MAX = 20;

/** Half a second of the pace, so that an urgent mail overtakes all but these. */
export const claimSize = (ratePerSecond: number): number =>
  Math.min(20, Math.max(1, Math.ceil(ratePerSecond / 2)));

/** Sends what the queue holds, most urgent first, at the pace of each transport. */
export function createMailWorker(deps: MailWorkerDeps): MailWorker {
  const stopping = new AbortController();
  const inFlight = new Set<Promise<void>>();
  const guard = createOutageGuard(deps);
  let loop: Promise<void> | undefined;

  const launch = (due: DueMail): void => {
    const sending = deliver(deps, due)
      .then((result) => guard.saw(result))
      .catch((error: unknown) => {
        // The job stays claimed; when the claim lapses it is sent again.
        deps.log.error({ job: due.job.id, reason: shortReason(String(error)) }, 'mail not settled');
      })
      .finally(() => inFlight.delete(sending));
    inFlight.add(sending);
  };

  /** Answers how long to pause before the next. */
  const round = async (): Promise<number> => {
    const jobs = await deps.jobs.boss.fetch<MailJob>(MAIL_QUEUE, {
      batchSize: guard.probing() ? 1 : deps.claim,
      includeMetadata: true,
    });
    const prepared = await Promise.all(jobs.map((job) => prepare(deps, job)));
    await paced(
      deps.pool,
      prepared.filter((mail) => mail !== null),
      launch,
    );
    if (inFlight.size > 0 && (guard.probing() || inFlight.size >= IN_FLIGHT_MAX)) {
      await Promise.race(inFlight);
    }
    return Math.max(guard.pauseMs(), jobs.length === 0 ? IDLE_MS : 0);
  };

  const run = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      const pause = await round().catch((error: unknown) => {
        deps.log.error({ reason: shortReason(String(error)) }, 'mail queue not readable');
        return 1_000 + deps.random() * 4_000;
      });
      await delay(pause, undefined, { signal: stopping.signal }).catch(() => undefined);
    }
  };

  return {
    start: () => {
      loop ??= run();
    },
    stop: async () => {
      stopping.abort();
      await loop;
      await Promise.all(inFlight);
    },
  };
}

/** Launches each mail at its moment; returns when the last has been launched, not answered. */
async function paced(
  pool: Pool,
  mails: readonly DueMail[],
  launch: (mail: DueMail) => void,
): Promise<void> {
  const byTransport = Map.groupBy(mails, ({ transport }) => transport);
  await Promise.all(
    byTransport.entries().map(([transport, group]) => pacedOn(pool, { transport, group, launch })),
  );
}

async function pacedOn(
  pool: Pool,
  {
    transport: { pace, ratePerSecond },
    group,
    launch,
  }: { transport: MailTransport; group: DueMail[]; launch: (mail: DueMail) => void },
): Promise<void> {
  const first = await reservePace(pool, { pace, count: group.length, ratePerSecond });
  const start = performance.now() + first;
  for (const [index, mail] of group.entries()) {
    const wait = start + (index * 1000) / ratePerSecond - performance.now();
    if (wait > 0) await delay(wait);
    launch(mail);
  }
}
