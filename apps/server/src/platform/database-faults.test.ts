import { openDatabase, transaction } from '@lantern/db/database';
import { createTestDatabase } from '@lantern/db/testing';
import { expect, inject, onTestFinished, test } from 'vitest';
import { isDatabaseGone, whenDatabaseFails } from './database-faults.ts';
import { toErrorBody } from './trpc-errors.ts';

/** A port below 1,024 that nothing serves: what a database that is not running looks like. */
const NOBODY = 'postgresql://nobody@127.0.0.1:1/nothing';

test('a database that does not answer is unavailable, through the pool and through Prisma', async () => {
  const db = openDatabase({ url: NOBODY, max: 1 });
  onTestFinished(() => db.close());
  const asks = [() => db.pool.query('SELECT 1'), () => db.prisma.edition.findFirst()];
  for (const ask of asks) {
    const fault = await Promise.resolve(ask()).catch((error: unknown) => error);
    expect(isDatabaseGone(fault)).toBe(true);
    expect(toErrorBody(fault)).toEqual({ code: 'unavailable', retryAfterSeconds: 5 });
    await expect(whenDatabaseFails(Promise.reject(fault))).rejects.toMatchObject({
      code: 'unavailable',
    });
  }
});

test('what is no fault of the database passes as it is', () => {
  const missing = Object.assign(new Error('no such file'), { code: 'ENOENT', syscall: 'open' });
  for (const fault of [missing, new Error('a bug'), 'no error at all']) {
    expect(isDatabaseGone(fault)).toBe(false);
    expect(toErrorBody(fault)).toEqual({ code: 'internal' });
  }
});

test('a database that takes no connections, or none of ours now, is away', async () => {
  const closed = await createTestDatabase();
  onTestFinished(() => closed.drop());
  const name = new URL(closed.url).pathname.slice(1);
  const other = openDatabase({ url: inject('lanternTestServer'), max: 1 });
  onTestFinished(() => other.close());
  await other.pool.query(`ALTER DATABASE ${name} ALLOW_CONNECTIONS false`);
  const unknown = new URL(closed.url);
  unknown.username = 'nobody';
  for (const url of [closed.url, unknown.href]) {
    const db = openDatabase({ url, max: 1 });
    onTestFinished(() => db.close());
    for (const ask of [() => db.pool.query('SELECT 1'), () => db.prisma.edition.findFirst()]) {
      const fault = await Promise.resolve(ask()).catch((error: unknown) => error);
      expect(toErrorBody(fault)).toMatchObject({ code: 'unavailable' });
    }
  }
});

test('a lock that is not given, and an answer that does not come, end a wait', async () => {
  const database = await createTestDatabase();
  onTestFinished(() => database.drop());
  const holder = openDatabase({ url: database.url, max: 1 });
  onTestFinished(() => holder.close());
  const limits = { lockTimeoutMs: 50, queryTimeoutMs: 300 };
  const db = openDatabase({ url: database.url, max: 1, ...limits });
  onTestFinished(() => db.close());
  const faultOf = (statement: string) =>
    transaction(db.pool, (tx) => tx.query(statement)).catch((error: unknown) => error);
  await transaction(holder.pool, async (tx) => {
    await tx.query('LOCK TABLE editions');
    expect(isDatabaseGone(await faultOf('SELECT slug FROM editions'))).toBe(true);
  });
  expect(isDatabaseGone(await faultOf('SELECT pg_sleep(2)'))).toBe(true);
  // The pool is as good as before.
  expect((await db.pool.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
});
