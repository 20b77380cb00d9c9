import { openDatabase, transaction, type Database } from '@lantern/db/database';
import { createTestDatabase } from '@lantern/db/testing';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createJobs, type Jobs, type ScheduledTask } from './jobs.ts';
import { onTransaction } from './jobs-database.ts';

let database: Database;
let nodes: Jobs[];
let drop: () => Promise<void>;
let errors: string[];

const log = {
  info: () => undefined,
  warn: () => undefined,
  error: (_details: object, message: string) => errors.push(message),
};

beforeEach(async () => {
  errors = [];
  const made = await createTestDatabase();
  drop = () => made.drop();
  database = openDatabase({ url: made.url });
  nodes = [createJobs({ pool: database.pool, log }), createJobs({ pool: database.pool, log })];
});

afterEach(async () => {
  await Promise.all(nodes.map((node) => node.stop()));
  await database.close();
  await drop();
});

const eventually = <T>(check: () => Promise<T> | T): Promise<T> =>
  vi.waitFor(check, { timeout: 15_000, interval: 25 });

async function scheduleOnAll(task: ScheduledTask): Promise<Jobs> {
  // Two nodes that start at the same moment both install the schema.
  await Promise.all(nodes.map((node) => node.start()));
  await Promise.all(nodes.map((node) => node.schedule(task)));
  const [first] = nodes;
  if (!first) throw new Error('there is no node');
  return first;
}

test('an occurrence that many nodes file is one job, run once', async () => {
  let runs = 0;
  const ends = Promise.withResolvers<void>();
  const run = async () => {
    runs += 1;
    await ends.promise;
  };
  const node = await scheduleOnAll({ name: 'test.task', cron: '0 0 1 1 *', run });
  await Promise.all(nodes.map(({ boss }) => boss.send('test.task')));
  await eventually(() => expect(runs).toBe(1));
  // While it runs, one more may wait and none may run beside it.
  await Promise.all([...nodes, ...nodes].map(({ boss }) => boss.send('test.task')));
  const { rows } = await database.pool.query(
    "SELECT state::text FROM pgboss.job WHERE name = 'test.task' ORDER BY state",
  );
  expect(rows.map(({ state }) => state)).toEqual(['active', 'created']);
  ends.resolve();
  await eventually(() => expect(runs).toBe(2));
  expect(await node.boss.getSchedules('test.task')).toHaveLength(1);
});

test('a task that fails is run again and reported', async () => {
  let runs = 0;
  const run = () => {
    runs += 1;
    return runs === 1 ? Promise.reject(new Error('no')) : Promise.resolve();
  };
  const node = await scheduleOnAll({ name: 'test.task', cron: '0 0 1 1 *', run });
  await node.boss.send('test.task');
  await eventually(() => expect(errors).toEqual(['scheduled task failed']));
  await eventually(async () => {
    await database.pool.query("UPDATE pgboss.job SET start_after = now() WHERE state = 'retry'");
    expect(runs).toBe(2);
  });
});

test('a job is filed with the transaction it belongs to, or not at all', async () => {
  const node = await scheduleOnAll({ name: 'test.task', cron: '0 0 1 1 *', run: async () => {} });
  await transaction(database.pool, async (tx) => {
    await node.boss.send('test.task', { a: 1 }, { db: onTransaction(tx), startAfter: 3600 });
    throw new Error('changed my mind');
  }).catch(() => undefined);
  const { rows } = await database.pool.query("SELECT 1 FROM pgboss.job WHERE name = 'test.task'");
  expect(rows).toEqual([]);
});

test('stopping waits for what runs', async () => {
  const started = Promise.withResolvers<void>();
  const ends = Promise.withResolvers<void>();
  let ended = false;
  const run = async () => {
    started.resolve();
    await ends.promise;
    ended = true;
  };
  const node = await scheduleOnAll({ name: 'test.task', cron: '0 0 1 1 *', run });
  await node.boss.send('test.task');
  await started.promise;
  const stopping = Promise.all(nodes.map((each) => each.stop()));
  ends.resolve();
  await stopping;
  expect(ended).toBe(true);
});
