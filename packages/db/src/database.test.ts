import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDatabase } from './database.ts';
import { createTestDatabase, type TestDatabase } from './testing.ts';

let scratch: TestDatabase;

beforeAll(async () => {
  scratch = await createTestDatabase();
});
afterAll(() => scratch.drop());

test('closing is done when every connection has ended, the ones in use as well', async () => {
  const db = openDatabase({ url: scratch.url, max: 5 });
  let open = 0;
  db.pool.on('connect', () => {
    open += 1;
  });
  db.pool.on('remove', () => {
    open -= 1;
  });
  await Promise.all(Array.from({ length: 4 }, () => db.pool.query('SELECT pg_sleep(0.01)')));
  const inUse = await db.pool.connect();
  const closing = db.close();
  // As socket.io's adapter does with the connection it listens on.
  inUse.removeAllListeners('end');
  inUse.release();
  await closing;
  expect(open).toBe(0);
});

test('closing does not wait for connections that were lost before', async () => {
  const lost = Promise.withResolvers<Error>();
  const db = openDatabase({ url: scratch.url, onIdleError: lost.resolve });
  await db.pool.query('SELECT 1');
  const other = openDatabase({ url: scratch.url, max: 1 });
  await other.pool.query(
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
     WHERE datname = current_database() AND pid <> pg_backend_pid()`,
  );
  await lost.promise;
  await Promise.all([db.close(), other.close()]);
  expect(db.pool.totalCount).toBe(0);
});
