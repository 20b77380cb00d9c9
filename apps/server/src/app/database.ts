import path from 'node:path';
import { openDatabase, type Database, type DatabaseOptions } from '@lantern/db/database';
import { startEmbedded } from '@lantern/db/embedded';
import { migrate } from '@lantern/db/migrate';
import { loadCurrentEdition, loadReferenceData } from '@lantern/db/reference-data';
import type { Env } from '../env.ts';
import type { Clock } from '../platform/clock.ts';
import type { Logger } from '../platform/logger.ts';
import type { Progress } from './progress.ts';
import type { Stack } from './stack.ts';

export interface DatabaseDeps {
  env: Env;
  clock: Clock;
  log: Logger;
  progress: Progress;
  stack: Stack;
  /** Ends the whole server in order, as one that failed, so that whoever supervises it starts it anew. */
  endBadly?: () => void;
}

export interface OpenedDatabase {
  db: Database;
  /** Connections of signing alone, so that a flood of it holds up nothing else. */
  signingDb: Database;
  /** Connections of check-ins alone, so that no flood of anything holds one up. */
  fieldDb: Database;
  url: string;
}

/** Connections of one node; the live part adds four of its own. */
const CONNECTIONS = 12;
const SIGNING_CONNECTIONS = 6;
const FIELD_CONNECTIONS = 4;
/**
 * No request waits for ever on somebody's lock, nor on a database that has frozen: it is told to come back. The
 * slowest statement of a signature takes half a second, of staff's figures some seconds.
 */
const LIMITS = { lockTimeoutMs: 5_000, queryTimeoutMs: 30_000 };
const SIGNING_LIMITS = { lockTimeoutMs: 3_000, queryTimeoutMs: 10_000 };

/** A migrated database with its reference data: the configured one, or the embedded one, started. */
export async function openMigrated(deps: DatabaseDeps): Promise<OpenedDatabase> {
  const { env, clock, log, progress, stack } = deps;
  const url = env.databaseUrl ?? (await progress.step('PostgreSQL started', () => embedded(deps)));
  await progress.step('Database migrated', () => migrate({ url }));
  const open = (options: Omit<DatabaseOptions, 'url' | 'onIdleError'>) =>
    openDatabase({
      url,
      ...options,
      onIdleError: (error) => log.warn({ err: error }, 'a database connection was lost'),
    });
  const db = open({ applicationName: 'lantern', max: CONNECTIONS, ...LIMITS });
  const signingDb = open({
    applicationName: 'lantern-signing',
    max: SIGNING_CONNECTIONS,
    pipeline: true,
    ...SIGNING_LIMITS,
  });
  const fieldDb = open({
    applicationName: 'lantern-field',
    max: FIELD_CONNECTIONS,
    pipeline: true,
    ...SIGNING_LIMITS,
  });
  stack.push({
    name: 'database connections',
    limitMs: 500,
    run: () => Promise.all([db.close(), signingDb.close(), fieldDb.close()]),
  });
  await progress.step('Missions, cities and the edition loaded', async () => {
    await loadReferenceData(db.pool);
    await loadCurrentEdition(db.pool, { mode: env.mode, clock });
  });
  return { db, signingDb, fieldDb, url };
}

async function embedded({ env, log, progress, stack, endBadly }: DatabaseDeps): Promise<string> {
  if (env.mode === 'production')
    log.warn(
      'EMBEDDED_IN_PRODUCTION: the database is kept on this one disk, by this one process. Make backups, and move to a server of its own before the day.',
    );
  const server = await startEmbedded({
    dataDir: path.join(env.dataDir, 'postgres'),
    log: (line) => {
      log.info({ part: 'postgres' }, line);
      if (/^(?:Making|Stopping)/u.test(line)) progress.say(`    ${line} …`);
    },
    onLost: (error) => log.error({ err: error }, 'the embedded database ended: starting it again'),
    onBack: () => log.warn('the embedded database runs again'),
    onGone: (error) => {
      log.fatal({ err: error }, 'the embedded database cannot be started: Lantern ends');
      endBadly?.();
    },
  });
  stack.push({ name: 'embedded database', limitMs: 2_500, run: () => server.stop() });
  return server.url;
}
