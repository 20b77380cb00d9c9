import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { freePort } from '@lantern/db/free-port';
import { startProcess, type BenchProcess } from '../processes.ts';
import { untilReady } from '../ready.ts';
import { openFolder } from './folder.ts';

const DIST = path.join(import.meta.dirname, '../../../apps/server/dist');
const READY_MS = 120_000;

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
  /** `npm run admin|backup|restore|recount` as built. */
  command(
    name: 'admin' | 'backup' | 'restore' | 'recount',
    ...args: string[]
  ): Promise<CommandResult>;
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

export async function openMachine(options: MachineOptions): Promise<Machine> {
  if (!existsSync(path.join(DIST, 'main.js'))) throw new Error('the server is not built');
  const port = options.port ?? (await freePort());
  let server: BenchProcess | null = null;
  const stop = async () => {
    await server?.stop();
    server = null;
  };
  const commands = new Set<ChildProcess>();
  const folder = await openFolder(async () => {
    await Promise.all([stop(), ...Array.from(commands, endCommand)]);
  });
  const { dataDir } = folder;
  const env = {
    ...NOTHING_REAL,
    LANTERN_SECRET: options.secret,
    DATA_DIR: dataDir,
    PORT: `${port}`,
    LOG_LEVEL: 'error',
    ...(options.smtpUrl && { SMTP_URL: options.smtpUrl }),
  };
  const origin = `http://localhost:${port}`;
  const machine: Machine = {
    dataDir,
    port,
    origin,
    stop,
    command: (name, ...args) => runCommand(name, { args, env, commands }),
    start: async () => {
      const started = await startProcess({
        entry: path.join(DIST, 'main.js'),
        env,
        onSpawn: (spawned) => {
          server = spawned;
        },
      });
      await Promise.race([untilReady(origin, READY_MS), started.lost]);
    },
    lose: async () => {
      if (server) process.kill(server.pid, 'SIGKILL');
      process.kill(await postgresOf(dataDir), 'SIGKILL');
      await server?.ended;
      server = null;
      await rm(folder.path, { recursive: true, force: true, maxRetries: 10 });
    },
    remove: () => folder.remove(),
  };
  return machine;
}

interface Running {
  args: readonly string[];
  env: Record<string, string>;
  /** What runs at this moment. */
  commands: Set<ChildProcess>;
}

async function runCommand(name: string, { args, env, commands }: Running): Promise<CommandResult> {
  const child = spawn(process.execPath, [path.join(DIST, `${name}.js`), ...args], {
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'], ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  commands.add(child);
  const [printed, complained, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'exit') as Promise<[number | null]>,
  ]);
  commands.delete(child);
  return { ok: code === 0, output: `${printed}${complained}`.trim() };
}

async function endCommand(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  await ended;
}

async function postgresOf(dataDir: string): Promise<number> {
  const lock = path.join(dataDir, 'postgres', 'cluster', 'postmaster.pid');
  return Number((await readFile(lock, 'utf8')).split('\n', 1)[0]);
}
