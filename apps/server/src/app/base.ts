import { randomUUIDv7 } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import type { Database } from '@lantern/db/database';
import type { Env } from '../env.ts';
import type { SigningLimits } from '../features/signing/signing.seams.ts';
import type { Clock } from '../platform/clock.ts';
import { createReadiness, type Readiness } from '../platform/health.ts';
import { createJobs, type Jobs } from '../platform/jobs.ts';
import { createKeyring, type Keyring } from '../platform/keyring.ts';
import type { Logger } from '../platform/logger.ts';
import { openMailQueue } from '../platform/mail/queue.ts';
import { createMetrics, type Metrics } from '../platform/metrics.ts';
import { openMigrated, type DatabaseDeps } from './database.ts';
import type { Progress } from './progress.ts';
import { installationSecret } from './secret.ts';
import type { Stack } from './stack.ts';

export interface BaseOptions extends Pick<DatabaseDeps, 'endBadly'> {
  env: Env;
  log: Logger;
  progress: Progress;
  clock: Clock;
  stack: Stack;
  /** Other limits of signing than the mode's. */
  signingLimits?: Partial<SigningLimits>;
}

/** What every part of the server stands on. */
export interface Base extends BaseOptions {
  keyring: Keyring;
  db: Database;
  signingDb: Database;
  fieldDb: Database;
  databaseUrl: string;
  jobs: Jobs;
  metrics: Metrics;
  readiness: Readiness;
  /** UUIDv7: in the order of making, so that indexes grow at one end. */
  newId: () => string;
}

/** Keys, database and jobs, each started and put on the stack. */
export async function openBase(options: BaseOptions): Promise<Base> {
  const { env, log, progress, stack } = options;
  await mkdir(env.dataDir, { recursive: true, mode: 0o700 });
  const keyring = createKeyring(await installationSecret(env.secret, env.dataDir));
  const { db, signingDb, fieldDb, url } = await openMigrated(options);
  const jobs = createJobs({ pool: db.pool, log });
  await progress.step('Jobs and mail queue ready', async () => {
    stack.push({ name: 'jobs', limitMs: 1_000, run: () => jobs.stop() });
    await jobs.start();
    await openMailQueue(jobs);
  });
  const readiness = createReadiness();
  // A table of ours: it answers only on a database that was migrated.
  readiness.add('database', () => db.pool.query('SELECT FROM installation'));
  return {
    ...options,
    keyring,
    db,
    signingDb,
    fieldDb,
    databaseUrl: url,
    jobs,
    metrics: createMetrics(),
    readiness,
    newId: () => randomUUIDv7(),
  };
}
