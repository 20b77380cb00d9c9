import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmod, chown, mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import pg from 'pg';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startEmbedded } from './embedded.ts';
import { EmbeddedInUseError, isAlive } from './embedded-lock.ts';
import { DB_ROOT } from './root.ts';

const HOLD = path.join(DB_ROOT, 'test', 'hold.ts');
const NOBODY = 65_534;
let base: string;
let dataDir: string;
let children: ChildProcess[];

beforeEach(async () => {
  base = await mkdtemp(path.join(tmpdir(), 'lantern embedded '));
  dataDir = path.join(base, 'data dir');
  children = [];
});
afterEach(async () => {
  for (const child of children) await end(child, 'SIGTERM');
  await rm(base, { recursive: true, force: true });
});

async function hold({ uid }: { uid?: number } = {}) {
  const child = spawn(process.execPath, [HOLD, dataDir], {
    stdio: ['pipe', 'pipe', 'inherit'],
    ...(uid === undefined ? {} : { uid, gid: uid }),
  });
  children.push(child);
  const [line] = await once(createInterface(child.stdout), 'line');
  return { child, said: JSON.parse(String(line)) };
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill(signal);
  await ended;
}

async function ask(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    const { rows } = await client.query(sql);
    return rows;
  } finally {
    await client.end();
  }
}

async function postmaster(): Promise<number> {
  const file = await readFile(path.join(dataDir, 'cluster', 'postmaster.pid'), 'utf8');
  return Number(file.split('\n')[0]);
}

const start = () => startEmbedded({ dataDir, log: () => undefined });

test('runs PostgreSQL 18 durably, keeps data over a restart, and is gone when stopped', async () => {
  const first = await start();
  const pid = await postmaster();
  await ask(first.url, 'CREATE TABLE kept AS SELECT 1 AS one');
  const settings = `SELECT current_setting('fsync') AS fsync, current_setting('server_version_num')::int / 10000 AS major,
    current_setting('listen_addresses') AS listens`;
  expect(await ask(first.url, settings)).toEqual([
    { fsync: 'on', major: 18, listens: '127.0.0.1' },
  ]);
  await first.stop();
  expect(isAlive(pid)).toBe(false);
  const second = await start();
  expect(await ask(second.url, 'SELECT one FROM kept')).toEqual([{ one: 1 }]);
  await second.stop();
});

test('asks for a password that only the owner of the folder can read', async () => {
  const embedded = await start();
  const { mode } = await stat(path.join(dataDir, 'cluster', 'lantern-password'));
  expect(mode & 0o777).toBe(0o600);
  const wrong = new URL(embedded.url);
  wrong.password = 'guess';
  await expect(ask(wrong.href, 'SELECT 1')).rejects.toThrow('authentication failed');
  await embedded.stop();
});

test('finds the server of a killed process, and what was committed', async () => {
  const { child, said } = await hold();
  await ask(said.url, 'CREATE TABLE kept AS SELECT 1 AS one');
  const orphan = await postmaster();
  await end(child, 'SIGKILL');
  expect(isAlive(orphan)).toBe(true);
  const next = await start();
  expect(isAlive(orphan)).toBe(false);
  expect(await ask(next.url, 'SELECT one FROM kept')).toEqual([{ one: 1 }]);
  await next.stop();
});

test('recovers when the server was killed as well', async () => {
  const { child, said } = await hold();
  await ask(said.url, 'CREATE TABLE kept AS SELECT 1 AS one');
  process.kill(await postmaster(), 'SIGKILL');
  await end(child, 'SIGKILL');
  const next = await start();
  expect(await ask(next.url, 'SELECT one FROM kept')).toEqual([{ one: 1 }]);
  await next.stop();
});

test('a living owner is respected: refused, or shared on request', async () => {
  const { said } = await hold();
  await expect(start()).rejects.toThrow(EmbeddedInUseError);
  const shared = await startEmbedded({ dataDir, log: () => undefined, share: true });
  expect(shared).toMatchObject({ shared: true, url: said.url });
  await shared.stop();
  expect(await ask(said.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
});

test('of two that start at once in a new folder, one gets it', async () => {
  const [one, two] = await Promise.all([hold(), hold()]);
  const answers = [one.said, two.said];
  expect(answers.filter(({ url }) => url)).toHaveLength(1);
  expect(answers.filter(({ fault }) => fault === 'EmbeddedInUseError')).toHaveLength(1);
});

test.runIf(process.getuid?.() === 0)('runs for an ordinary user', async () => {
  await chmod(base, 0o755);
  await chown(base, NOBODY, NOBODY);
  const { said, child } = await hold({ uid: NOBODY });
  expect(said).toMatchObject({ uid: NOBODY });
  expect(await ask(said.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  await end(child, 'SIGTERM');
});
