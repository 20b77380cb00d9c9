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
  limits: SendingLimits;
}

/** This node's sender. All nodes share the queue and the provider's pace. */
export interface MailWorker {
  start(): void;
  /** Takes no more mails from the queue; those it holds leave at their moment. */
  rest(): void;
  /** Rests, and waits for the mails it holds to be answered and settled. */
  stop(): Promise<void>;
}

/** How often an empty queue is looked at, ms. A person waits for the first mail. */
const IDLE_MS = 400;
/** Enough for a slow provider's answers and our commits to overlap with sending. */
const HELD_LEAST = 20;

/** How many mails a node takes out of the queue. */
export interface SendingLimits {
  /** At once. */
  claim: number;
  /**
   * Held in all: waiting for their moment, handed over or being settled. What comes into the queue
   * meanwhile, however urgent, leaves after these and overtakes everything else.
   */
  held: number;
}

/**
 * A claim is a quarter of a second of the pace, since the next is composed while one leaves. A connection
 * carries one mail, and has the next one at hand.
 */
export function sendingLimits({
  ratePerSecond,
  connections,
}: {
  ratePerSecond: number;
  connections: number;
}): SendingLimits {
  const held = Math.max(HELD_LEAST, 2 * connections);
  return { claim: Math.min(held / 2, Math.max(1, Math.ceil(ratePerSecond / 4))), held };
}

/** Sends what the queue holds, most urgent first, at the pace of each transport. */
export function createMailWorker(deps: MailWorkerDeps): MailWorker {
  const { limits, jobs, log } = deps;
  const stopping = new AbortController();
  const inFlight = new Set<Promise<void>>();
  const guard = createOutageGuard(deps);
  const composed = new Set<DueMail>();
  let launching = Promise.resolve();
  let loop: Promise<void> | undefined;

  const launch = (due: DueMail): void => {
    composed.delete(due);
    const sending = deliver(deps, due)
      .then((result) => guard.saw(result))
      .catch((error: unknown) => {
        // The job stays claimed; when the claim lapses it is sent again.
        log.error({ job: due.job.id, reason: shortReason(String(error)) }, 'mail not settled');
      })
      .finally(() => inFlight.delete(sending));
    inFlight.add(sending);
  };

  /** Waits until a claim fits in, so that every mail leaves soon after it was taken; answers its size. */
  const room = async (): Promise<number> => {
    for (;;) {
      const { claim, held } = guard.probing() ? { claim: 1, held: 1 } : limits;
      const holds = composed.size + inFlight.size;
      if (holds === 0 || holds + claim <= held) return claim;
      await (inFlight.size > 0 ? Promise.race(inFlight) : launching);
    }
  };

  const send = async (mails: readonly DueMail[]): Promise<void> => {
    for (const mail of mails) composed.add(mail);
    await paced(deps.pool, mails, launch).catch((error: unknown) => {
      // Those that were not launched stay claimed, and go out when the claim lapses.
      for (const mail of mails) composed.delete(mail);
      log.error({ reason: shortReason(String(error)) }, 'mails not sent yet');
    });
  };

  /** Takes the next mails while the last ones leave; answers how long to pause before the next. */
  const round = async (): Promise<number> => {
    const batchSize = await room();
    const wait = guard.pauseMs();
    if (wait > 0 || stopping.signal.aborted) return wait;
    const claimed = await jobs.boss.fetch<MailJob>(MAIL_QUEUE, {
      batchSize,
      includeMetadata: true,
    });
    const prepared = await Promise.all(claimed.map((job) => prepare(deps, job)));
    await launching;
    launching = send(prepared.filter((mail) => mail !== null));
    return claimed.length === 0 ? IDLE_MS : 0;
  };

  const run = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      const pause = await round().catch((error: unknown) => {
        log.error({ reason: shortReason(String(error)) }, 'mail queue not readable');
        return 500 + deps.random() * 1_000;
      });
      if (pause > 0)
        await delay(pause, undefined, { signal: stopping.signal }).catch(() => undefined);
    }
    await launching;
  };

  return {
    start: () => {
      loop ??= run();
    },
    rest: () => stopping.abort(),
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
