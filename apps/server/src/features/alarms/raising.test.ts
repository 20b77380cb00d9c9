import { randomUUIDv7 } from 'node:crypto';
import { openDatabase, transaction, type Database } from '@lantern/db/database';
import { createTestDatabase, type TestDatabase } from '@lantern/db/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createRaising } from './raising.ts';

let scratch: TestDatabase;
let db: Database;
beforeAll(async () => {
  scratch = await createTestDatabase();
  db = openDatabase({ url: scratch.url, max: 6 });
});
afterAll(async () => {
  await db.close();
  await scratch.drop();
});

test('the same record raises one alarm, by the clock of its day', async () => {
  const { rows } = await db.pool.query<{ id: string }>(
    `INSERT INTO editions (id, slug, kind, date, timezone, opens_at, closes_at, delivers_at, goal,
       clock_real_at, clock_day_at, clock_rate)
     SELECT gen_random_uuid(), 'rehearsal-raise', 'rehearsal', date, timezone, opens_at, closes_at, delivers_at, goal,
       '2026-11-20T12:00:00Z', '2027-09-24T00:00:00Z', 60
     FROM editions WHERE is_current RETURNING id`,
  );
  const raise = createRaising({
    clock: { now: () => new Date('2026-11-20T12:01:00Z') },
    newId: randomUUIDv7,
  });
  const alarm = {
    editionId: rows[0]?.id ?? '',
    city: 'london',
    kind: 'incident',
    subject: 'i-1',
  } as const;
  const raising = Array.from({ length: 5 }, () => transaction(db.pool, (tx) => raise(tx, alarm)));
  await Promise.all(raising);
  const { rows: alarms } = await db.pool.query('SELECT level, raised_at, red_at FROM alarms');
  const at = new Date('2027-09-24T01:00:00Z');
  expect(alarms).toEqual([{ level: 'red', raised_at: at, red_at: at }]);
});
