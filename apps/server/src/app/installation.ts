import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { loadEnvFile } from 'node:process';
import { openDatabase, type Database } from '@lantern/db/database';
import { startEmbedded } from '@lantern/db/embedded';
import { migrate } from '@lantern/db/migrate';
import { EnvError, projectRoot, readEnv, type Env } from '../env.ts';
import { createKeyring, type Keyring } from '../platform/keyring.ts';
import { scrub } from '../platform/logger.ts';
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
  /** Whether an embedded database that no server runs on is brought up to date; default false. */
  migrates?: boolean;
}

const CONNECTIONS = 4;

/**
 * Opens what the environment names, for as long as `work` takes: the configured database, or the
 * embedded one, which is started where no server runs.
 */
export async function withInstallation<T>(
  { applicationName, besideServer, migrates = false }: InstallationOptions,
  work: (installation: Installation) => Promise<T>,
): Promise<T> {
  const env = environment();
  await mkdir(env.dataDir, { recursive: true, mode: 0o700 });
  const keyring = createKeyring(await installationSecret(env.secret, env.dataDir));
  const { url, running, stop } = await reachDatabase(env, besideServer);
  if (migrates && !running) await migrate({ url });
  const db = openDatabase({ url, max: CONNECTIONS, applicationName });
  try {
    return await work({ env, keyring, db });
  } finally {
    await db.close();
    await stop();
  }
}

function environment(): Env {
  const root = projectRoot(import.meta.dirname);
  const file = path.join(root, '.env');
  if (existsSync(file)) loadEnvFile(file);
  return readEnv(process.env, root);
}

async function reachDatabase(env: Env, share: boolean): Promise<Reached> {
  if (env.databaseUrl !== undefined)
    return { url: env.databaseUrl, running: true, stop: () => Promise.resolve() };
  const dataDir = path.join(env.dataDir, 'postgres');
  const server = await startEmbedded({ dataDir, log: () => undefined, share });
  return { url: server.url, running: server.shared, stop: () => server.stop() };
}

interface Reached {
  url: string;
  /** Whether a server may be using it. */
  running: boolean;
  stop: () => Promise<void>;
}

/** Runs a command to its exit code: 1 when it could not be done, with the reason in one line. */
export async function runCommand(name: string, work: () => Promise<number>): Promise<void> {
  try {
    process.exitCode = await work();
  } catch (error) {
    const message = error instanceof Error ? error.message : 'unknown fault';
    const told = error instanceof EnvError ? message : scrub(message);
    process.stderr.write(`${name} failed: ${told}\n`);
    process.exitCode = 1;
  }
}
