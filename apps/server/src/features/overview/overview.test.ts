import { openDatabase, type Database } from '@lantern/db/database';
import { createTestDatabase, type TestDatabase } from '@lantern/db/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createOverviewRepo } from './overview.repo.ts';
import { createOverviewService, everyMinute } from './overview.service.ts';

let database: TestDatabase;
let db: Database;
const flow = () => Promise.reject(new Error('not asked for here'));
beforeAll(async () => {
  database = await createTestDatabase();
  db = openDatabase({ url: database.url, max: 2 });
});
afterAll(async () => {
  await db.close();
  await database.drop();
});

test('a fresh installation is at zero, with sixty quiet minutes', async () => {
  const service = createOverviewService({
    repo: createOverviewRepo(db.pool),
    flow,
    mailBacklog: async () => ({ waiting: 3, putOff: 0, drainSeconds: 1, quietSeconds: null }),
  });
  const overview = await service.read();
  expect(overview).toMatchObject({
    total: 0,
    perMinute: 0,
    states: { pending: 0, confirmed: 0, quarantined: 0, withdrawn: 0, void: 0 },
    mail: { waiting: 3, drainSeconds: 1 },
  });
  expect(overview.lastHour).toHaveLength(60);
});

test('the numbers, the pace and the hour come from the tally of the current edition', async () => {
  const edition = `(SELECT id FROM editions WHERE is_current)`;
  await db.pool.query(`
    INSERT INTO tally_heads (edition_id, total, version, last_number) VALUES (${edition}, 12, 4, 12)
      ON CONFLICT (edition_id) DO UPDATE SET total = 12, version = 4`);
  await db.pool.query(`
    INSERT INTO tally_history (edition_id, resolution, at, net) VALUES
      (${edition}, 'second', now() - interval '10 seconds', 5),
      (${edition}, 'second', now() - interval '70 seconds', 7),
      (${edition}, 'minute', date_trunc('minute', now()), 5),
      (${edition}, 'minute', date_trunc('minute', now()) - interval '2 hours', 7)`);
  const service = createOverviewService({
    repo: createOverviewRepo(db.pool),
    flow,
    mailBacklog: async () => ({ waiting: 0, putOff: 0, drainSeconds: 0, quietSeconds: null }),
  });
  const overview = await service.read();
  expect(overview).toMatchObject({ total: 12, version: 4, perMinute: 5 });
  expect(overview.states.confirmed).toBe(12);
  expect(overview.lastHour.reduce((sum, { net }) => sum + net, 0)).toBe(5);
  expect(overview.lastHour.at(-1)?.net).toBe(5);
});

test('every minute has its place, oldest first', () => {
  const asOf = new Date('2027-09-24T12:00:30Z');
  const hour = everyMinute(asOf, [{ at: '2027-09-24T11:59:00+00:00', net: 3 }]);
  expect(hour[0]).toEqual({ at: '2027-09-24T11:01:00.000Z', net: 0 });
  expect(hour.at(-2)).toEqual({ at: '2027-09-24T11:59:00.000Z', net: 3 });
});
