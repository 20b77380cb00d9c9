import { readFile, mkdtemp, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { EmbeddedInUseError } from './embedded-lock.ts';
import { processesOf } from './embedded-processes.ts';
import { startEmbedded, type Embedded, type EmbeddedOptions } from './embedded.ts';

const BACK = { timeout: 20_000, interval: 50 };
let dataDir: string;
let embedded: Embedded;
let lost: number;
let back: number;

beforeEach(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), 'lantern keep '));
  lost = 0;
  back = 0;
});
afterEach(async () => {
  await embedded.stop();
  await rm(dataDir, { recursive: true, force: true });
});

async function start(options: Partial<EmbeddedOptions> = {}): Promise<Embedded> {
  embedded = await startEmbedded({
    dataDir,
    log: () => undefined,
    onLost: () => (lost += 1),
    onBack: () => (back += 1),
    ...options,
  });
  return embedded;
}

const cluster = () => path.join(dataDir, 'cluster');
const postmaster = async () =>
  Number((await readFile(path.join(cluster(), 'postmaster.pid'), 'utf8')).split('\n')[0]);
const other = () => startEmbedded({ dataDir, log: () => undefined });

async function ask(sql: string): Promise<unknown[]> {
  const client = new pg.Client(embedded.url);
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

const kept = () => ask('SELECT one FROM kept').catch(() => []);

test('a server that is killed, alone or with all its processes, is back at the same address', async () => {
  await start();
  await ask('CREATE TABLE kept AS SELECT 1 AS one');
  process.kill(await postmaster(), 'SIGKILL');
  await expect.poll(() => back, BACK).toBe(1);
  expect(await kept()).toEqual([{ one: 1 }]);
  for (const pid of processesOf(cluster())) process.kill(pid, 'SIGKILL');
  await expect.poll(() => back, BACK).toBe(2);
  expect(await kept()).toEqual([{ one: 1 }]);
  expect(lost).toBe(2);
});

test.runIf(process.platform === 'linux')(
  'one whose child is busy when it dies alone is back without waiting for the child',
  async () => {
    await start();
    const busy = ask('SELECT count(*) FROM generate_series(1, 1000000000000)').catch(() => 'cut');
    await expect
      .poll(
        () =>
          ask(`SELECT count(*)::int AS n FROM pg_stat_activity WHERE query LIKE '%1000000000000)'
        AND state = 'active' AND pid <> pg_backend_pid()`),
        BACK,
      )
      .toEqual([{ n: 1 }]);
    process.kill(await postmaster(), 'SIGKILL');
    await expect.poll(() => back, BACK).toBe(1);
    expect(await busy).toBe('cut');
  },
);

test('one that is killed while it is being started is started once more', async () => {
  await start();
  await ask('CREATE TABLE kept AS SELECT 1 AS one');
  const first = await postmaster();
  for (const pid of processesOf(cluster())) process.kill(pid, 'SIGKILL');
  await expect
    .poll(() => postmaster().catch(() => first), { ...BACK, interval: 2 })
    .not.toBe(first);
  process.kill(await postmaster(), 'SIGKILL');
  await expect.poll(kept, BACK).toEqual([{ one: 1 }]);
});

test('a living owner is still known as such after its server started over', async () => {
  await start();
  const children = processesOf(cluster());
  const first = await postmaster();
  // PostgreSQL itself starts over when one of its children is killed.
  process.kill(children.findLast((pid) => pid !== first) ?? Number.NaN, 'SIGKILL');
  await expect.poll(() => ask('SELECT 1 AS one').catch(() => []), BACK).toEqual([{ one: 1 }]);
  await expect
    .poll(() => ask(`SELECT count(*)::int AS n FROM pg_locks WHERE locktype = 'advisory'`), BACK)
    .toEqual([{ n: 1 }]);
  await expect(other()).rejects.toThrow(EmbeddedInUseError);
  expect([await postmaster(), lost]).toEqual([first, 0]);
});

test('one that cannot be started is given up, and told of', async () => {
  const gone = Promise.withResolvers<Error>();
  await start({ giveUpAfterMs: 500, onGone: gone.resolve });
  const control = path.join(cluster(), 'global', 'pg_control');
  await rename(control, `${control}.away`);
  process.kill(await postmaster(), 'SIGKILL');
  expect((await gone.promise).message).toContain('pg_control');
  expect(back).toBe(0);
});
