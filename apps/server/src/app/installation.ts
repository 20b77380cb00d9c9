import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { openDatabase, type Database } from '@lantern/db/database';
import { startEmbedded, type Embedded } from '@lantern/db/embedded';
import { migrate } from '@lantern/db/migrate';
import { EnvError, loadEnv, projectRoot, type Env } from '../env.ts';
import { createKeyring, type Keyring } from '../platform/keyring.ts';
import { scrub } from '../platform/logger.ts';
import { plainFault } from '../platform/plain-fault.ts';
import { installationSecret } from './secret.ts';

/** What a command of the server stands on. */
export interface Installation {
  env: Env;
  keyring: Keyring;
  db: Database;
}

export interface InstallationOptions {
  /** Shown in `pg_stat_activity`. */
  applicationName: string;
  /** Whether a running Lantern may go on using the embedded database meanwhile. */
  besideServer: boolean;
  /**
   * Which database is brought up to date first: an embedded one that no server runs on, or a configured one as
   * well; default none. Beside a running Lantern the tables are there, and its own start alone may change them.
   */
  migrates?: 'embedded' | 'any';
}

const CONNECTIONS = 4;

/**
 * Opens what the environment names, for as long as `work` takes: the configured database, or the
 * embedded one, which is started where no server runs.
 */
export async function withInstallation<T>(
  { applicationName, besideServer, migrates }: InstallationOptions,
  work: (installation: Installation) => Promise<T>,
): Promise<T> {
  const env = loadEnv(projectRoot(import.meta.dirname));
  await mkdir(env.dataDir, { recursive: true, mode: 0o700 });
  const keyring = createKeyring(await installationSecret(env.secret, env.dataDir));
  const server = await reachDatabase(env, besideServer);
  const migratable = env.databaseUrl === undefined ? !server.shared : migrates === 'any';
  if (migrates && migratable) await migrate({ url: server.url });
  const db = openDatabase({ url: server.url, max: CONNECTIONS, applicationName });
  try {
    return await work({ env, keyring, db });
  } finally {
    await db.close();
    await server.stop();
  }
}

async function reachDatabase(env: Env, share: boolean): Promise<Embedded> {
  if (env.databaseUrl !== undefined)
    return { url: env.databaseUrl, shared: true, stop: () => Promise.resolve() };
  const dataDir = path.join(env.dataDir, 'postgres');
  return startEmbedded({ dataDir, log: () => undefined, share });
}

/** Runs a command to its exit code: 1 when it could not be done, with the reason in one line. */
export async function runCommand(name: string, work: () => Promise<number>): Promise<void> {
  try {
    process.exitCode = await work();
  } catch (error) {
    const told = error instanceof EnvError ? error.message : scrub(plainFault(error));
    process.stderr.write(`${name} failed: ${told}\n`);
    process.exitCode = 1;
  }
}
