import { oneRow } from '@lantern/db/database';
import type { Pool } from 'pg';
import { Gauge, type Registry } from 'prom-client';
import { createFreshValue } from '../fresh-value.ts';
import { MAIL_QUEUE, PRIORITY_RANK, type MailPriority } from './queue.ts';

/** What waits to be sent, and how long that takes as things go now. */
interface MailBacklog {
  /** Mails due now, those being sent and those to be tried again included. */
  queued: number;
  byPriority: Record<MailPriority, number>;
  /** Those of them that could not be handed over and are tried again later. */
  putOff: number;
  /** When the oldest of them was queued, ISO; null if none waits. */
  oldestAt: string | null;
  /** Mails a second that the provider allows. */
  ratePerSecond: number;
  /** Mails a second that leave as things go now; null while none does, although some wait. */
  leavingPerSecond: number | null;
  /** How long none has left, seconds; null while they do. */
  quietSeconds: number | null;
  /** Mails that are to come: news that is being sent is queued a few seconds ahead only. */
  toCome: number;
  /** Until what waits and what is to come has left; null while nothing leaves: nobody knows. */
  drainSeconds: number | null;
}

export type ReadMailBacklog = () => Promise<MailBacklog>;

interface BacklogRow {
  now: number;
  soon: number;
  bulk: number;
  queued: number;
  putOff: number;
  oldest: Date | null;
  /** Seconds for which some have waited. */
  waitedSeconds: number;
  /** The same, as far back as is looked. */
  busySeconds: number;
  /** Mails that were dealt with in that time. */
  ended: number;
  /** Seconds since the last one was; null: none is on record. */
  sinceLast: number | null;
  /** Seconds until the last of those put off is tried again. */
  lastTrySeconds: number;
}

/**
 * One answer serves everyone who asks within this time (staff's screens, metrics): counting 100,000 waiting
 * mails took 94 ms on two busy cores.
 */
const MAX_AGE_MS = 1_000;

/** The pace is that of the last twenty seconds; of a slow provider, of its last twenty mails. */
const LOOK_BACK_LEAST = 20;
const LOOK_BACK_MAILS = 20;
const LOOK_BACK_MOST = 300;
/** A backlog this young says nothing about its pace yet. */
const TELLING_SECONDS = 5;
/** Without any mail leaving for so long, or for as long as some take, nobody can say when the rest will. */
const QUIET_SECONDS = 10;
const QUIET_MAILS = 3;

// Since when some wait: a mail for later waits from then on, one put off since it was queued.
const READ = `
  WITH waiting AS (
    SELECT count(*)::int AS queued,
      (count(*) FILTER (WHERE priority = $2))::int AS now,
      (count(*) FILTER (WHERE priority = $3))::int AS soon,
      (count(*) FILTER (WHERE priority = $4))::int AS bulk,
      (count(*) FILTER (WHERE state = 'retry'))::int AS put_off,
      min(created_on) AS oldest,
      min(CASE WHEN state = 'created' THEN greatest(created_on, start_after) ELSE created_on END) AS since,
      max(start_after) FILTER (WHERE state = 'retry') AS last_try
    FROM pgboss.job
    WHERE name = $1 AND state <= 'active' AND (state > 'created' OR start_after <= now())
  )
  SELECT queued, now, soon, bulk, put_off AS "putOff", oldest,
    coalesce(extract(epoch FROM now() - since), 0)::float8 AS "waitedSeconds",
    coalesce(extract(epoch FROM now() - from_), 0)::float8 AS "busySeconds",
    (SELECT count(*)::int FROM mail_outcomes WHERE at > from_) AS ended,
    (SELECT extract(epoch FROM now() - at)::float8
      FROM mail_outcomes ORDER BY at DESC LIMIT 1) AS "sinceLast",
    greatest(0, coalesce(extract(epoch FROM last_try - now()), 0))::float8 AS "lastTrySeconds"
  FROM waiting, LATERAL (SELECT greatest(since, now() - $5 * interval '1 second') AS from_) AS looked`;

/** Looks whether the queue can be read at all, whatever waits in it; for probes. */
export async function checkMailQueue(pool: Pool): Promise<void> {
  await pool.query('SELECT FROM pgboss.job WHERE name = $1 LIMIT 1', [MAIL_QUEUE]);
}

/** Reads the queue of all nodes, in one statement. Mails meant for later are not yet backlog. */
export function createBacklogReader(
  pool: Pool,
  ratePerSecond: number,
  readToCome: () => Promise<number> = () => Promise.resolve(0),
): ReadMailBacklog {
  const lookBack = Math.min(
    LOOK_BACK_MOST,
    Math.max(LOOK_BACK_LEAST, LOOK_BACK_MAILS / ratePerSecond),
  );
  const read = async (): Promise<MailBacklog> => {
    const toCome = await readToCome();
    const row = await oneRow<BacklogRow>(pool, READ, [
      MAIL_QUEUE,
      PRIORITY_RANK.now,
      PRIORITY_RANK.soon,
      PRIORITY_RANK.bulk,
      lookBack,
    ]);
    const { now, soon, bulk, queued, putOff, oldest } = row;
    const quietSeconds = quietFor(row, ratePerSecond);
    const leavingPerSecond = quietSeconds === null ? paceOf(row, ratePerSecond) : null;
    return {
      queued,
      byPriority: { now, soon, bulk },
      putOff,
      oldestAt: oldest?.toISOString() ?? null,
      ratePerSecond,
      leavingPerSecond,
      quietSeconds,
      toCome,
      drainSeconds:
        leavingPerSecond &&
        Math.ceil(Math.max((queued + toCome) / leavingPerSecond, row.lastTrySeconds)),
    };
  };
  const backlog = createFreshValue({ read, maxAgeMs: MAX_AGE_MS });
  return () => backlog.get();
}

/** How long none has left although some wait; null while they do leave. */
function quietFor({ queued, sinceLast, waitedSeconds }: BacklogRow, rate: number): number | null {
  if (queued === 0) return null;
  // At most as long as any has waited: before that there was nothing to send.
  const quiet = Math.min(sinceLast ?? Infinity, waitedSeconds);
  return quiet > Math.max(QUIET_SECONDS, QUIET_MAILS / rate) ? quiet : null;
}

/** What has left lately, once that is long enough to tell; until then what the provider allows. */
function paceOf({ ended, busySeconds }: BacklogRow, rate: number): number {
  if (busySeconds < TELLING_SECONDS || ended === 0) return rate;
  return Math.min(rate, ended / busySeconds);
}

/** Shows the backlog at `/metrics`; it is read when Prometheus asks. */
export function registerBacklogMetrics(registry: Registry, read: ReadMailBacklog): void {
  const queued = new Gauge({
    name: 'lantern_mail_queued',
    help: 'Mails due and not yet sent',
    labelNames: ['priority'],
    registers: [],
    async collect() {
      const { byPriority } = await read();
      for (const [priority, count] of Object.entries(byPriority)) this.set({ priority }, count);
    },
  });
  const toCome = new Gauge({
    name: 'lantern_mail_to_come',
    help: 'Mails of news under way that are not queued yet',
    registers: [],
    async collect() {
      this.set((await read()).toCome);
    },
  });
  const putOff = new Gauge({
    name: 'lantern_mail_put_off',
    help: 'Queued mails that could not be handed over and are tried again later',
    registers: [],
    async collect() {
      this.set((await read()).putOff);
    },
  });
  const drain = new Gauge({
    name: 'lantern_mail_drain_seconds',
    help: 'Time the queued mails and those to come take as they leave now; +Inf while none leaves',
    registers: [],
    async collect() {
      this.set((await read()).drainSeconds ?? Infinity);
    },
  });
  registry.registerMetric(queued);
  registry.registerMetric(toCome);
  registry.registerMetric(putOff);
  registry.registerMetric(drain);
}
