import { existsSync } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { freePort } from '@lantern/db/free-port';
import { startProcess, type BenchProcess } from './processes.ts';
import { untilReady } from './ready.ts';

const ROOT = path.join(import.meta.dirname, '../..');
const MAIN = path.join(ROOT, 'apps/server/dist/main.js');
const START_MS = 60_000;

/** The built server as a process, in local mode, on a database of its own. */
export interface Lantern extends BenchProcess {
  port: number;
  origin: string;
  databaseUrl: string;
  dataDir: string;
  /** What its keys are derived from. */
  secret(): Promise<Uint8Array>;
}

export interface LanternOptions {
  databaseUrl: string;
  /** Made if missing. */
  dataDir: string;
  smtpUrl: string;
  /** Gets hold of it while it still starts. */
  onSpawn: (started: BenchProcess) => void;
  /** Folder for its CPU profile; null: none is made. */
  profile: string | null;
  /** Variables beside those. */
  env?: Record<string, string>;
}

/** Starts the server as `npm start` does after its build; resolves once it is ready. */
export async function startLantern(options: LanternOptions): Promise<Lantern> {
  if (!existsSync(MAIN)) throw new Error('the server is not built: run npm start once');
  const { databaseUrl, dataDir, smtpUrl, profile, onSpawn, env } = options;
  await mkdir(dataDir, { recursive: true });
  const port = await freePort();
  const running = await startProcess({
    entry: MAIN,
    onSpawn,
    nodeArgs: [
      '--enable-source-maps',
      ...(profile === null ? [] : ['--cpu-prof', `--cpu-prof-dir=${profile}`]),
    ],
    env: {
      PORT: `${port}`,
      DATA_DIR: dataDir,
      DATABASE_URL: databaseUrl,
      SMTP_URL: smtpUrl,
      ...env,
    },
  });
  const origin = `http://localhost:${port}`;
  await Promise.race([untilReady(origin, START_MS), running.lost]);
  return {
    ...running,
    port,
    origin,
    databaseUrl,
    dataDir,
    secret: async () => Buffer.from((await readFile(path.join(dataDir, 'secret'), 'utf8')).trim()),
  };
}
