import { openDatabase, type Database } from '@lantern/db/database';
import { createTestDatabase, type TestDatabase } from '@lantern/db/testing';
import { toDayTime } from '@lantern/schemas/day-clock';
import type { Role } from '@lantern/schemas/role';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { requireCity } from './city-access.ts';

let database: TestDatabase;
let db: Database;
let editionId: string;

beforeAll(async () => {
  database = await createTestDatabase();
  db = openDatabase({ url: database.url, max: 2 });
  const { rows } = await db.pool.query<{ id: string }>('SELECT id FROM editions');
  editionId = rows[0]?.id ?? '';
  await db.pool.query(
    `INSERT INTO assignments (id, edition_id, account_id, role, city_slug, region, created_at, created_by, ended_at)
     VALUES (gen_random_uuid(), $1, 'ann', 'coordinator', 'seoul', null, now(), 's', null),
       (gen_random_uuid(), $1, 'gone', 'coordinator', 'seoul', null, now(), 's', now()),
       (gen_random_uuid(), $1, 'lead', 'region-lead', null, 'asia', now(), 's', null)`,
    [editionId],
  );
});
afterAll(async () => {
  await db.close();
  await database.drop();
});

const outcome = (accountId: string, role: Role, city: string) =>
  requireCity(db.pool, { accountId, role }, { editionId, city }).then(
    () => 'through',
    (error: { code?: string }) => error.code,
  );

test.each([
  { who: 'ann', role: 'coordinator', city: 'seoul', expected: 'through' },
  { who: 'ann', role: 'coordinator', city: 'warsaw', expected: 'forbidden' },
  { who: 'gone', role: 'coordinator', city: 'seoul', expected: 'forbidden' },
  { who: 'lead', role: 'region-lead', city: 'seoul', expected: 'through' },
  { who: 'lead', role: 'region-lead', city: 'warsaw', expected: 'forbidden' },
  { who: 'any', role: 'moderator', city: 'warsaw', expected: 'through' },
  { who: 'ann', role: 'observer', city: 'seoul', expected: 'forbidden' },
  { who: 'ann', role: 'partner', city: 'seoul', expected: 'forbidden' },
  { who: 'any', role: 'admin', city: 'nowhere', expected: 'not-found' },
] as const)('$who ($role) at $city: $expected', async ({ who, role, city, expected }) => {
  expect(await outcome(who, role, city)).toBe(expected);
});

test('a rehearsal has one clock, in the database and here', async () => {
  const realAt = new Date(Date.now() - 60_000);
  const dayAt = '2027-09-23T12:00:00.000Z';
  const { rows } = await db.pool.query<{ day: Date; real: Date }>(
    `WITH made AS (
       INSERT INTO editions (id, slug, kind, date, timezone, opens_at, closes_at, delivers_at, goal, clock_real_at,
         clock_day_at, clock_rate)
       VALUES (gen_random_uuid(), 'rehearsal', 'rehearsal', '2027-09-24', 'UTC', now(), now() + interval '1 day',
         now() + interval '1 day', 1, $1, $2, 480) RETURNING id)
     SELECT id FROM made`,
    [realAt, dayAt],
  );
  expect(rows).toHaveLength(1);
  const { rows: read } = await db.pool.query<{ day: Date; real: Date }>(
    `SELECT edition_now(id) AS day, clock_timestamp() AS real FROM editions WHERE slug = 'rehearsal'`,
  );
  const [now] = read;
  if (!now) throw new Error('no rehearsal');
  const expected = toDayTime(
    { realAt: realAt.toISOString(), dayAt, rate: 480 },
    now.real.getTime(),
  );
  // One statement reads the clock twice: 480 ms of its day for each real one.
  expect(Math.abs(now.day.getTime() - expected)).toBeLessThan(2_000);
});
