import { openDatabase, type Database } from '@lantern/db/database';
import { createTestDatabase, type TestDatabase } from '@lantern/db/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createBoardService } from './board.service.ts';

let database: TestDatabase;
let db: Database;
let editionId = '';

beforeAll(async () => {
  database = await createTestDatabase();
  db = openDatabase({ url: database.url, max: 2 });
  const { rows } = await db.pool.query<{ id: string }>('SELECT id FROM editions');
  editionId = rows[0]?.id ?? '';
  await db.pool.query(
    `INSERT INTO assignments (id, edition_id, account_id, role, city_slug, created_at, created_by, ended_at, ready_at)
       VALUES (gen_random_uuid(), '${editionId}', 'a', 'coordinator', 'seoul', now(), 's', null, now()),
         (gen_random_uuid(), '${editionId}', 'b', 'deputy', 'seoul', now(), 's', now(), null);
     INSERT INTO actions (id, edition_id, city_slug, kind, local_date, local_time, starts_at, ends_at, is_main, created_at,
       created_by, updated_at, updated_by)
       SELECT gen_random_uuid(), '${editionId}', city, 'delivery', '2027-09-24', '12:00', '2027-09-24T03:00:00Z',
         '2027-09-24T04:00:00Z', true, now(), 'a', now(), 'a' FROM unnest('{seoul,busan}'::text[]) city;
     INSERT INTO alarms (id, edition_id, city_slug, kind, subject, level, due_at, raised_at)
       VALUES (gen_random_uuid(), '${editionId}', 'seoul', 'silence', 'arrived', 'amber', now(), now()),
         (gen_random_uuid(), '${editionId}', 'busan', 'duress', 'x', 'red', now(), now())`,
  );
});
afterAll(async () => {
  await db.close();
  await database.drop();
});

const board = () =>
  createBoardService({ pool: db.pool, editionFor: async () => ({ id: editionId }) }).read({
    after: 0,
  });
const city = async (slug: string) => (await board()).cities.find((row) => row.slug === slug);

test('a city says where it stands, what it is waited for, and who answers for it', async () => {
  expect(await city('seoul')).toMatchObject({
    startsAt: expect.stringContaining('2027-09-24T03:00:00'),
    phase: 'waiting',
    next: { step: 'on-the-way', dueAt: '2027-09-24T02:30:00.000Z' },
    alarm: { level: 'amber', acknowledged: false },
    coordinators: 1,
    deputies: 0,
    ready: 1,
  });
});

test('what was heard moves the next step on', async () => {
  await db.pool.query(
    `INSERT INTO field_commands (id, edition_id, city_slug, account_id, kind, step, device_at, received_at, happened_at, seq)
     VALUES (gen_random_uuid(), '${editionId}', 'seoul', 'a', 'step', 'arrived', now(), now(),
       '2027-09-24T02:55:00Z', 1)`,
  );
  expect(await city('seoul')).toMatchObject({ next: { step: 'outcome' } });
});

test('nobody waits for a city that nobody answers for, and of duress nothing stands here', async () => {
  expect(await city('busan')).toMatchObject({ next: null, alarm: null, coordinators: 0 });
  expect(JSON.stringify(await board())).not.toContain('duress');
});
