import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { removeCluster } from '@lantern/db/embedded';
import { freePort } from '@lantern/db/free-port';
import { startProcess, type BenchProcess } from '../processes.ts';

const DIST = path.join(import.meta.dirname, '../../../apps/server/dist');
const READY_MS = 120_000;
const LOOK_MS = 100;

/**
 * Set and empty, so that neither this shell nor the `.env` of this folder reaches what a drill starts: it must
 * never touch a real database or mail a real person.
 */
const NOTHING_REAL = Object.fromEntries(
  ['DATABASE_URL', 'SMTP_URL', 'PUBLIC_ORIGIN', 'HOST', 'TRUST_PROXY', 'EMBEDDED_IN_PRODUCTION']
    .concat(['S3_ENDPOINT', 'S3_BUCKET', 'S3_REGION', 'S3_ACCESS_KEY_ID', 'S3_SECRET_ACCESS_KEY'])
    .map((name) => [name, '']),
);

/** What a command of the server printed, and how it ended. */
interface CommandResult {
  ok: boolean;
  output: string;
}

/** A machine of the drill's: an empty folder with the embedded database, in local mode. */
export interface Machine {
  dataDir: string;
  port: number;
  origin: string;
  /** `npm run backup|restore|recount` as built. */
  command(name: 'backup' | 'restore' | 'recount', ...args: string[]): Promise<CommandResult>;
  /** Resolves once it is ready. */
  start: () => Promise<void>;
  /** As its user stops it. */
  stop: () => Promise<void>;
  /** Lost with its disk, at once. */
  lose: () => Promise<void>;
  /** Stops what runs and deletes the folder. */
  remove: () => Promise<void>;
}

interface MachineOptions {
  secret: string;
  /** Absent: a free one. */
  port?: number;
  /** Absent: mails stay on the machine. */
  smtpUrl?: string;
}

/** Whatever a drill has not removed yet. */
const open = new Set<Machine>();

/** Stops and deletes everything, where a drill is ended half-way. */
export async function removeAll(): Promise<void> {
  await Promise.all([...open].map((machine) => machine.remove()));
}

export async function openMachine(options: MachineOptions): Promise<Machine> {
  if (!existsSync(path.join(DIST, 'main.js'))) throw new Error('the server is not built');
  const folder = await mkdtemp(path.join(tmpdir(), 'lantern-drill-'));
  const dataDir = path.join(folder, 'data');
  const port = options.port ?? (await freePort());
  const env = {
    ...NOTHING_REAL,
    LANTERN_SECRET: options.secret,
    DATA_DIR: dataDir,
    PORT: `${port}`,
    LOG_LEVEL: 'error',
    ...(options.smtpUrl && { SMTP_URL: options.smtpUrl }),
  };
  let server: BenchProcess | null = null;
  const stop = async () => {
    await server?.stop();
    server = null;
  };
  const origin = `http://localhost:${port}`;
  const machine: Machine = {
    dataDir,
    port,
    origin,
    stop,
    command: (name, ...args) => runCommand(name, { args, env }),
    start: async () => {
      const started = await startProcess({
        entry: path.join(DIST, 'main.js'),
        env,
        onSpawn: (spawned) => {
          server = spawned;
        },
      });
      await Promise.race([untilReady(origin), started.lost]);
    },
    lose: async () => {
      if (server) process.kill(server.pid, 'SIGKILL');
      process.kill(await postgresOf(dataDir), 'SIGKILL');
      await server?.ended;
      server = null;
      await rm(folder, { recursive: true, force: true, maxRetries: 10 });
    },
    remove: async () => {
      await stop();
      await removeCluster(path.join(dataDir, 'postgres'));
      await rm(folder, { recursive: true, force: true, maxRetries: 10 });
      open.delete(machine);
    },
  };
  open.add(machine);
  return machine;
}

async function runCommand(
  name: string,
  { args, env }: { args: readonly string[]; env: Record<string, string> },
): Promise<CommandResult> {
  const child = spawn(process.execPath, [path.join(DIST, `${name}.js`), ...args], {
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'], ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [printed, complained, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'exit') as Promise<[number | null]>,
  ]);
  return { ok: code === 0, output: `${printed}${complained}`.trim() };
}

async function untilReady(origin: string): Promise<void> {
  const deadline = performance.now() + READY_MS;
  while (performance.now() < deadline) {
    const answer = await fetch(`${origin}/readyz`).catch(() => null);
    if (answer?.ok) return;
    await sleep(LOOK_MS);
  }
  throw new Error(`Lantern was not ready within ${READY_MS / 1000} s`);
}

async function postgresOf(dataDir: string): Promise<number> {
  const lock = path.join(dataDir, 'postgres', 'cluster', 'postmaster.pid');
  return Number((await readFile(lock, 'utf8')).split('\n', 1)[0]);
}
