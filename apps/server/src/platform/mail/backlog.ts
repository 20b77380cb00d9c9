import type { Pool } from 'pg';
import { Gauge, type Registry } from 'prom-client';
import { createFreshValue } from '../fresh-value.ts';
import { MAIL_QUEUE, PRIORITY_RANK, type MailPriority } from './queue.ts';

/** What waits to be sent, and how long that takes at the provider's rate. */
interface MailBacklog {
  /** Mails due now, those being sent and those to be tried again included. */
  queued: number;
  byPriority: Record<MailPriority, number>;
  /** When the oldest of them was queued, ISO; null if none waits. */
  oldestAt: string | null;
  ratePerSecond: number;
  /** Mails that are to come: news that is being sent is queued a few seconds ahead only. */
  toCome: number;
  /** What waits and what is to come, at the provider's rate. */
  drainSeconds: number;
}

export type ReadMailBacklog = () => Promise<MailBacklog>;

interface BacklogRow {
  priority: number;
  count: number;
  oldest: Date;
}

/**
 * One answer serves everyone who asks within this time (staff's screens, metrics): counting 100,000 waiting
 * mails took 94 ms on two busy cores.
 */
const MAX_AGE_MS = 1_000;

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
  const read = async (): Promise<MailBacklog> => {
    const toCome = await readToCome();
    const { rows } = await pool.query<BacklogRow>(
      `SELECT priority, count(*)::int AS count, min(created_on) AS oldest
         FROM pgboss.job
        WHERE name = $1 AND state <= 'active' AND (state > 'created' OR start_after <= now())
        GROUP BY priority`,
      [MAIL_QUEUE],
    );
    const of = (priority: MailPriority): number =>
      rows.find((row) => row.priority === PRIORITY_RANK[priority])?.count ?? 0;
    const queued = rows.reduce((sum, row) => sum + row.count, 0);
    const oldest = Math.min(...rows.map((row) => row.oldest.getTime()));
    return {
      queued,
      byPriority: { now: of('now'), soon: of('soon'), bulk: of('bulk') },
      oldestAt: rows.length === 0 ? null : new Date(oldest).toISOString(),
      ratePerSecond,
      toCome,
      drainSeconds: Math.ceil((queued + toCome) / ratePerSecond),
    };
  };
  const backlog = createFreshValue({ read, maxAgeMs: MAX_AGE_MS });
  return () => backlog.get();
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
  const drain = new Gauge({
    name: 'lantern_mail_drain_seconds',
    help: "Time the queued mails and those to come take at the provider's rate",
    registers: [],
    async collect() {
      this.set((await read()).drainSeconds);
    },
  });
  registry.registerMetric(queued);
  registry.registerMetric(toCome);
  registry.registerMetric(drain);
}
