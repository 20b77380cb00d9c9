import { setTimeout as delay } from 'node:timers/promises';
import { openDatabase, transaction, type Database } from '@lantern/db/database';
import { createTestDatabase } from '@lantern/db/testing';
import pg from 'pg';
import { expect, onTestFinished, test } from 'vitest';
import { retryCollisions } from '../src/platform/database-faults.ts';
import { expectKept, mailsLeft, unreached } from './kept.ts';
import { killableServer } from './killable-server.ts';
import { ready, sign } from './probes.ts';
import { expectReadable, visitAll } from './readings.ts';
import { atScale } from './scale.ts';
import { newRecord, startBurst, type BurstRecord } from './signing-burst.ts';

/** How long somebody's slow query holds what everyone needs, ms. */
const HELD_MS = atScale({ short: 3_600, full: 15_000 });
const BURST_MS = 700;
/** Five seconds in the queue, three at the lock, and a busy machine. */
const ANSWERED_MS = 12_000;
const RECOVERED_MS = 5_000;
/** Mails that could not be composed meanwhile wait for their retry. */
const WAITS_FOR_MAILS = atScale({ short: false, full: true });
const MAIL_DEADLINE_MS = 120_000;

const HELD = atScale({
  short: ['editions, tally_heads, submissions, signatures'],
  full: [
    'editions, tally_heads, submissions, signatures',
    'editions',
    'submissions',
    'tally_heads, tallies',
    'pgboss.job',
  ],
});

/** Most signatures need nothing of it, since each node knows the edition; perhaps nobody is turned away. */
const RARELY_NEEDED = 'editions';
/** The last moment that a date can be. */
const FOREVER = new Date(8.64e15);

test.each(HELD)(
  'a slow query that holds %s: callers are told, readers read, all recovers',
  async (tables) => {
    const stage = await killableServer({ mailsPerSecond: 500 });
    const { origin } = await stage.start();
    await visitAll(origin);
    const record = newRecord();
    const burst = await startBurst(origin, {
      record,
      smtp: stage.smtp,
      name: 'locked',
      signers: 24,
    });
    await delay(BURST_MS);
    // Who takes several locks at once may collide with a signature on its way; then it asks again.
    await retryCollisions(() =>
      transaction(stage.db.pool, async (tx) => {
        await tx.query(`LOCK TABLE ${tables} IN ACCESS EXCLUSIVE MODE`);
        await delay(HELD_MS / 2);
        // Where the numbers themselves can be read, they go on.
        await expectReadable(origin, tables.includes('tally_heads') ? new Date() : FOREVER);
        await delay(HELD_MS / 2);
      }),
    );
    await expectBack(origin, 'after-lock@again.example');
    record.tried.add('after-lock@again.example');
    await burst.stop();
    expect(record.accepted.size).toBeGreaterThan(0);
    expect(refusedIn(record).length).toBeGreaterThanOrEqual(tables === RARELY_NEEDED ? 0 : 1);
    expectAnswered(record);
    await expectAllThere(stage, record);
  },
);

test('the database closed to everyone, or crowded out: told, and over when it is', async () => {
  const database = await createTestDatabase();
  onTestFinished(() => database.drop());
  const name = new URL(database.url).pathname.slice(1);
  const outside = new URL(database.url);
  outside.pathname = 'postgres';
  const admin = openDatabase({ url: outside.href, max: 1 });
  onTestFinished(() => admin.close());
  const stage = await killableServer({ mailsPerSecond: 500, database });
  const { origin } = await stage.start();
  await visitAll(origin);
  const record = newRecord();
  const faults: Record<string, () => Promise<() => Promise<unknown>>> = {
    closed: async () => {
      await admin.pool.query(`ALTER DATABASE ${name} ALLOW_CONNECTIONS false`);
      await admin.pool.query(END_ALL, [name]);
      return () => admin.pool.query(`ALTER DATABASE ${name} ALLOW_CONNECTIONS true`);
    },
    crowded: () => crowdOut(admin, name),
  };
  for (const [fault, begin] of Object.entries(faults).slice(0, FAULTS)) {
    const burst = await startBurst(origin, { record, smtp: stage.smtp, name: fault });
    await delay(BURST_MS);
    const began = new Date();
    const end = await begin();
    await expect
      .poll(() => ready(origin), { timeout: 10_000 })
      .toMatchObject({ status: 503, failing: expect.arrayContaining(['database']) });
    expect((await sign(origin, `during-${fault}@again.example`, HASH)).status).toBe(503);
    await expectReadable(origin, began);
    await end();
    await expectBack(origin, `after-${fault}@again.example`);
    record.tried.add(`after-${fault}@again.example`);
    await burst.stop();
  }
  expect(refusedIn(record).length).toBeGreaterThan(0);
  expectAnswered(record);
  await expectAllThere(stage, record);
});

/** The short form leaves the crowd, which takes its time to gather, to the full one. */
const FAULTS = atScale({ short: 1, full: 2 });
/** Well-formed; whether it is in force is not come to. */
const HASH = '0'.repeat(64);
const END_ALL = 'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1';

/** Takes every connection that the server gives, also those that its own clients had; answers how to go. */
async function crowdOut(admin: Database, name: string): Promise<() => Promise<void>> {
  const crowd: pg.Client[] = [];
  const { connectionString } = admin.pool.options;
  // Held all the time: given back, it might be closed as idle, and nobody gets another one then.
  const own = await admin.pool.connect();
  try {
    for (let turn = 0; turn < 20; turn += 1) {
      await own.query(END_ALL, [name]);
      while (await joins(crowd, connectionString)) continue;
    }
  } finally {
    own.release();
  }
  return async () => {
    await Promise.all(crowd.map((client) => client.end()));
  };
}

async function joins(crowd: pg.Client[], connectionString: string | undefined): Promise<boolean> {
  const client = new pg.Client({ connectionString });
  client.on('error', () => undefined);
  try {
    await client.connect();
  } catch {
    return false;
  }
  crowd.push(client);
  return true;
}

/** Signing and readiness, of themselves, soon after the fault is over. */
async function expectBack(origin: string, email: string): Promise<void> {
  const soon = { timeout: RECOVERED_MS, interval: 50 };
  await expect.poll(async () => (await sign(origin, email)).status, soon).toBe(202);
  await expect.poll(() => ready(origin), soon).toEqual({ status: 200 });
}

/** Nobody was answered otherwise than taken or told to come back, and nobody waited without end. */
function expectAnswered(record: BurstRecord): void {
  expect(
    refusedIn(record).filter(({ status, retryAfter }) => status !== 503 || !retryAfter),
  ).toEqual([]);
  expect(Math.max(...record.answers.map(({ ms }) => ms))).toBeLessThan(ANSWERED_MS);
}

const refusedIn = ({ answers }: BurstRecord) =>
  answers.filter(({ status }) => status !== 200 && status !== 202);

type Stage = Awaited<ReturnType<typeof killableServer>>;

/** Everything that was accepted is there once, and in the full form every mail is out. */
async function expectAllThere(stage: Stage, record: BurstRecord): Promise<void> {
  if (WAITS_FOR_MAILS) {
    await expect
      .poll(() => mailsLeft(stage.db), { timeout: MAIL_DEADLINE_MS, interval: 250 })
      .toBe(0);
    expect(unreached(record, stage.smtp)).toEqual([]);
  }
  await expectKept(stage.db, record);
}
