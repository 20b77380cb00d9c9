import { openDatabase } from '@lantern/db/database';
import { expect, onTestFinished, test } from 'vitest';
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
