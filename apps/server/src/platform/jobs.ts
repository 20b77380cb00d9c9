import type { Pool } from 'pg';
import { PgBoss } from 'pg-boss';
import { onPool } from './jobs-database.ts';

/** Where jobs report what has no caller. pino's logger fits. */
export interface JobsLog {
  info(details: object, message: string): void;
  warn(details: object, message: string): void;
  error(details: object, message: string): void;
}

/** Work that recurs. It runs on one node at a time, whichever is free. */
export interface ScheduledTask {
  /** Name of its queue, e.g. `signing.reminders`. */
  name: string;
  /** Five fields, UTC; once a minute at most. */
  cron: string;
  /**
   * Must be idempotent: a node killed half-way leaves it to be run again. `signal` aborts when its time
   * is up or the node stops.
   */
  run(signal: AbortSignal): Promise<void>;
  /** How long one run may take before it is taken for dead; default 300 s. */
  timeoutSeconds?: number;
}

/** The job runner of this node. */
export interface Jobs {
  readonly boss: PgBoss;
  /** Installs or upgrades pg-boss's schema and starts to watch the queues. After migrations. */
  start(): Promise<void>;
  /** Registers `task` for all nodes and lets this one run it; after {@link Jobs.start}. */
  schedule(task: ScheduledTask): Promise<void>;
  /** Lets running tasks end (30 s at most); the pool stays open. */
  stop(): Promise<void>;
}

/** pg-boss in its own schema `pgboss` of the same database, on the same pool. */
export function createJobs({ pool, log }: { pool: Pool; log: JobsLog }): Jobs {
  const boss = new PgBoss({
    db: onPool(pool),
    schema: 'pgboss',
    // How soon the claim of a killed node is noticed, beside the claim's own length.
    superviseIntervalSeconds: 10,
    monitorIntervalSeconds: 10,
    cronMonitorIntervalSeconds: 15,
    cronWorkerIntervalSeconds: 5,
  });
  boss.on('error', (error) => log.error({ err: error }, 'job runner failed'));
  boss.on('warning', (warning) => log.warn({ warning: warning.message }, 'job runner warns'));
  return {
    boss,
    start: async () => {
      await boss.start();
    },
    schedule: (task) => schedule(boss, task, log),
    stop: () => boss.stop({ graceful: true, timeout: 30_000 }),
  };
}

async function schedule(boss: PgBoss, task: ScheduledTask, log: JobsLog): Promise<void> {
  const { name, cron, timeoutSeconds = 300 } = task;
  const options = { expireInSeconds: timeoutSeconds, retryLimit: 2, retryDelay: 30 };
  // `stately`: one waiting and one running in all nodes together, however long a run takes.
  await boss.createQueue(name, { ...options, policy: 'stately' });
  await boss.updateQueue(name, options);
  // pg-boss files each occurrence in its own slot, so that many nodes' clocks make one job.
  await boss.schedule(name, cron, null, { tz: 'UTC', missed: 'once' });
  await boss.work(name, { pollingIntervalSeconds: 2 }, async ([job]) => {
    if (!job) return;
    try {
      await task.run(job.signal);
    } catch (error) {
      log.error({ err: error, task: name }, 'scheduled task failed');
      throw error;
    }
  });
}
