import { once } from 'node:events';
import { connect, createServer, type AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { openDatabase, pipelined, transaction, type Statement } from './database.ts';
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

test('a transaction is no success when a statement of it failed and nobody looked', async () => {
  const db = openDatabase({ url: scratch.url, max: 1 });
  onTestFinished(() => db.close());
  const careless = transaction(db.pool, async (tx) => {
    await tx.query('CREATE TABLE never_there ()');
    await tx.query('SELECT 1 / 0').catch(() => undefined);
  });
  await expect(careless).rejects.toThrow('ROLLBACK');
  const { rows } = await db.pool.query("SELECT to_regclass('never_there') AS name");
  expect(rows).toEqual([{ name: null }]);
});

describe('a pipelined transaction', () => {
  const put = (word: string): Statement => ({
    text: 'INSERT INTO words (word) VALUES ($1)',
    values: [word],
  });

  async function wordBook() {
    const db = openDatabase({ url: scratch.url, max: 1, pipeline: true });
    await db.pool.query('CREATE TABLE words (word text PRIMARY KEY)');
    onTestFinished(async () => {
      await db.pool.query('DROP TABLE words');
      await db.close();
    });
    const words = async () => {
      const { rows } = await db.pool.query<{ word: string }>(
        'SELECT word FROM words ORDER BY word',
      );
      return rows.map(({ word }) => word);
    };
    return { pool: db.pool, words };
  }

  test('sees its own statements in their order, and leaves all of them or none', async () => {
    const { pool, words } = await wordBook();
    const counted = await pipelined(pool, async (tx) => {
      const [, { rowCount }] = await Promise.all([
        tx.query(put('a')),
        tx.query('SELECT FROM words'),
      ]);
      return { result: rowCount, writes: [put('b'), put('c')] };
    });
    expect(counted).toBe(1);
    expect(await words()).toEqual(['a', 'b', 'c']);
  });

  test('fails with the fault of the statement that failed, and leaves nothing', async () => {
    const { pool, words } = await wordBook();
    const twice = pipelined(pool, async () => ({
      result: 'done',
      writes: [put('a'), put('a'), put('b')],
    }));
    await expect(twice).rejects.toMatchObject({ code: '23505' });
    const early = pipelined(pool, async (tx) => {
      await Promise.all([tx.query(put('a')), tx.query('SELECT 1 / 0'), tx.query('SELECT 1')]);
      return { result: 'done', writes: [] };
    });
    await expect(early).rejects.toMatchObject({ code: '22012' });
    expect(await words()).toEqual([]);
  });

  test('is no success when one of its reads failed and nobody looked', async () => {
    const { pool, words } = await wordBook();
    const careless = pipelined(pool, async (tx) => {
      await tx.query('SELECT 1 / 0').catch(() => undefined);
      return { result: 'done', writes: [] };
    });
    await expect(careless).rejects.toThrow('ROLLBACK');
    expect(await words()).toEqual([]);
  });

  test('fails when its connection is lost before the commit, and the pool goes on', async () => {
    const { pool, words } = await wordBook();
    const cut = pipelined(pool, async (tx) => {
      await tx.query(put('a'));
      return {
        result: 'done',
        writes: [{ text: 'SELECT pg_terminate_backend(pg_backend_pid())' }, put('b')],
      };
    });
    await expect(cut).rejects.toThrow();
    expect(await words()).toEqual([]);
  });
});

test.each([false, true])(
  'a connection that is lost in the moment it is lent ends nothing but its work (pipeline: %s)',
  async (pipeline) => {
    const url = await throughAnEndingServer();
    const db = openDatabase({ url, max: 1, pipeline });
    const run = pipeline
      ? pipelined(db.pool, async (tx) => {
          await tx.query('SELECT 1');
          return { result: 'done', writes: [] };
        })
      : transaction(db.pool, (tx) => tx.query('SELECT 1'));
    await expect(run).rejects.toThrow();
    await db.close();
  },
);

/** A way to the server that says "ready", and in the same breath that the connection ends. */
async function throughAnEndingServer(): Promise<string> {
  const target = new URL(scratch.url);
  const { port, hostname } = target;
  const ready = Buffer.from('5a0000000549', 'hex');
  const fields = Buffer.from('SFATAL\0VFATAL\0C57P01\0Mending\0\0');
  const length = Buffer.alloc(4);
  length.writeUInt32BE(fields.length + 4);
  const ending = Buffer.concat([Buffer.from('E'), length, fields]);
  const proxy = createServer((near) => {
    const far = connect(Number(port), hostname);
    near.on('error', () => far.destroy());
    near.pipe(far);
    far.on('data', (data: Buffer) => {
      if (data.includes(ready)) near.end(Buffer.concat([data, ending]));
      else near.write(data);
    });
  });
  proxy.listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  onTestFinished(() => void proxy.close());
  // A server that listens on a port has an AddressInfo; strings are for pipes.
  target.port = String((proxy.address() as AddressInfo).port);
  target.hostname = '127.0.0.1';
  return target.href;
}
