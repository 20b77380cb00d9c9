import { openDatabase, type Database } from '@lantern/db/database';
import { createTestDatabase } from '@lantern/db/testing';
import { Registry } from 'prom-client';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createJobs, type Jobs } from '../jobs.ts';
import { createBacklogReader, registerBacklogMetrics } from './backlog.ts';
import { openMailQueue, type MailRequest } from './queue.ts';
import { enqueueAll, request } from './mail-requests.fixture.ts';

let database: Database;
let jobs: Jobs;
let end: () => Promise<void>;

const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };

beforeEach(async () => {
  const made = await createTestDatabase();
  database = openDatabase({ url: made.url, max: 4 });
  jobs = createJobs({ pool: database.pool, log: quiet });
  await jobs.start();
  await openMailQueue(jobs);
  end = async () => {
    await jobs.stop();
    await database.close();
    await made.drop();
  };
});
afterEach(() => end());

const enqueue = (...mails: MailRequest[]) => enqueueAll({ pool: database.pool, jobs }, mails);

/** As if what waits had done so for longer. */
const age = (seconds: number) =>
  database.pool.query(
    `UPDATE pgboss.job SET created_on = created_on - $1 * interval '1 second',
       start_after = start_after - $1 * interval '1 second'`,
    [seconds],
  );

/** As if so many mails had been dealt with at that moment. */
const left = ({ mails, agoSeconds }: { mails: number; agoSeconds: number }) =>
  database.pool.query(
    `INSERT INTO mail_outcomes (job_id, kind, record_id, outcome, at)
     SELECT gen_random_uuid(), 'confirm', gen_random_uuid(), 'sent', now() - $2 * interval '1 second'
     FROM generate_series(1, $1)`,
    [mails, agoSeconds],
  );

async function metrics(): Promise<string> {
  const registry = new Registry();
  registerBacklogMetrics(registry, createBacklogReader(database.pool, 14));
  return registry.metrics();
}

test('tells its backlog and how long that takes', async () => {
  await enqueue(...Array.from({ length: 20 }, () => request({ priority: 'bulk' })), request());
  const backlog = await createBacklogReader(database.pool, 14)();
  expect(backlog).toMatchObject({
    queued: 21,
    byPriority: { now: 1, soon: 0, bulk: 20 },
    putOff: 0,
    ratePerSecond: 14,
    leavingPerSecond: 14,
    drainSeconds: 2,
    quietSeconds: null,
  });
  expect(Date.parse(backlog.oldestAt ?? '')).toBeGreaterThan(Date.now() - 60_000);
  expect(await metrics()).toMatch(/^lantern_mail_queued\{priority="bulk"\} 20$/mu);
  expect(await metrics()).toMatch(/^lantern_mail_drain_seconds 2$/mu);
});

test('promises no time while none leaves', async () => {
  await enqueue(...Array.from({ length: 140 }, () => request()));
  await age(40);
  await left({ mails: 60, agoSeconds: 31 });
  const backlog = await createBacklogReader(database.pool, 14)();
  expect(backlog).toMatchObject({ queued: 140, leavingPerSecond: null, drainSeconds: null });
  expect(Math.round(backlog.quietSeconds ?? 0)).toBe(31);
  expect(await metrics()).toMatch(/^lantern_mail_drain_seconds \+Inf$/mu);
});

test('tells the time by what leaves, not by what might', async () => {
  await enqueue(...Array.from({ length: 140 }, () => request()));
  await age(40);
  await left({ mails: 20, agoSeconds: 2 });
  const slow = await createBacklogReader(database.pool, 14)();
  // 20 within the last 20 s.
  expect(slow.leavingPerSecond).toBeCloseTo(1, 1);
  expect(slow.drainSeconds).toBe(140);
});

test('of a mail put off says so, and no sooner an end than its next try', async () => {
  await enqueue(request());
  await database.pool.query(
    "UPDATE pgboss.job SET state = 'retry', start_after = now() + interval '200 seconds'",
  );
  const backlog = await createBacklogReader(database.pool, 14)();
  expect(backlog).toMatchObject({ queued: 1, putOff: 1, drainSeconds: 200 });
});
