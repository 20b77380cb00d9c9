import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { isAlive } from '@lantern/db/embedded-lock';
import { startScratch } from '@lantern/db/scratch';
import { query } from './database.ts';
import { startLantern, type Lantern } from './lantern.ts';
import { startMailSink, type MailSink } from './mail-sink.ts';
import { startProgram, type BenchProcess, type Program } from './processes.ts';
import type { Pace } from './row.ts';
import { CAN_COUNT, countNothing } from './statements.ts';

/** What every measurement runs on. Whatever it started is ended when the stage is closed. */
export interface Stage {
  pace: Pace;
  mails: MailSink;
  /** The server that measurements share, started when it is first asked for. */
  lantern(): Promise<Lantern>;
  /** A server of one's own, on a fresh database; stop it when done. */
  startLantern(env?: Record<string, string>): Promise<Lantern>;
  /** An empty database on the same PostgreSQL. */
  createDatabase(): Promise<string>;
  /** A load generator (`load/….ts`) or a peer (`peers/….ts`) in a process of its own; stop it when done. */
  startProgram<Job, Result>(
    file: string,
    env?: Record<string, string>,
  ): Promise<Program<Job, Result>>;
  /** Tells the person who waits what is going on. */
  say(text: string): void;
  close(): Promise<void>;
}

export interface StageOptions {
  pace: Pace;
  profile: string | null;
  say: Stage['say'];
}

const FOLDER = 'lantern-bench-';

/**
 * A real PostgreSQL with fsync on, started by this process and gone with it, an SMTP server that takes
 * every mail, and temporary folders.
 */
export async function openStage({ pace, profile, say }: StageOptions): Promise<Stage> {
  await sweep();
  const folder = await mkdtemp(path.join(tmpdir(), `${FOLDER}${process.pid}-`));
  const postgres = await startScratch({ durable: true, settings: CAN_COUNT });
  await countNothing(postgres.url);
  const mails = await startMailSink();
  const running = new Set<BenchProcess>();
  let databases = 0;
  let shared: Promise<Lantern> | null = null;

  const onSpawn = (started: BenchProcess) => {
    running.add(started);
    void started.ended.then(() => running.delete(started));
  };
  const createDatabase = async () => {
    databases += 1;
    return await createOn(postgres.url, `bench_${databases}`);
  };
  const begin = async (env?: Record<string, string>) => {
    const databaseUrl = await createDatabase();
    const dataDir = path.join(folder, `data-${databases}`);
    const options = { databaseUrl, dataDir, smtpUrl: mails.url, profile, onSpawn };
    return await startLantern({ ...options, ...(env && { env }) });
  };
  return {
    pace,
    mails,
    say,
    createDatabase,
    startLantern: begin,
    lantern: () => (shared ??= begin()),
    startProgram: (file, env = {}) => startProgram(file, { env, onSpawn }),
    close: async () => {
      await Promise.all([...running].map((started) => started.stop()));
      await mails.stop();
      await postgres.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Removes the folders of runs that were killed. */
async function sweep(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    const maker = new RegExp(`^${FOLDER}(\\d+)-`, 'u').exec(name)?.[1];
    if (maker && !isAlive(Number(maker)))
      await rm(path.join(tmpdir(), name), { recursive: true, force: true });
  }
}

async function createOn(server: string, name: string): Promise<string> {
  await query(server, `CREATE DATABASE ${name} TEMPLATE template0`);
  const url = new URL(server);
  url.pathname = name;
  return url.href;
}
