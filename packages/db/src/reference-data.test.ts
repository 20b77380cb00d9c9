import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDatabase, type Database } from './database.ts';
import { loadCurrentEdition, loadReferenceData } from './reference-data.ts';
import { createTestDatabase, type TestDatabase } from './testing.ts';

const clock = { now: () => new Date('2027-01-05T00:00:00Z') };
let database: TestDatabase;
let db: Database;

beforeAll(async () => {
  database = await createTestDatabase();
  db = openDatabase({ url: database.url, max: 2 });
});
afterAll(async () => {
  await db.close();
  await database.drop();
});

async function everything(): Promise<unknown> {
  const names = [
    'places',
    'missions',
    'past_days',
    'editions',
    'cities',
    'petition_texts',
    'tally_heads',
  ];
  const tables = await Promise.all(
    names.map((name) => db.pool.query(`SELECT * FROM ${name} ORDER BY 1, 2`)),
  );
  return tables.map(({ rows }) => rows);
}

test('holds what the files hold', async () => {
  const { rows } = await db.pool.query(`SELECT
    (SELECT count(*) FROM missions) AS missions, (SELECT count(*) FROM places) AS places,
    (SELECT count(*) FROM past_days) AS days, (SELECT count(*) FROM cities) AS cities,
    (SELECT count(*) FROM cities WHERE kind = 'delivery') AS deliveries`);
  expect(rows).toEqual([{ missions: 274, places: 319, days: 11, cities: 317, deliveries: 272 }]);
});

test('offers no mission where acting would endanger a volunteer', async () => {
  const { rows } = await db.pool.query(
    `SELECT m.slug, c.slug AS city FROM missions m LEFT JOIN cities c ON c.slug = m.slug
     WHERE NOT m.offered ORDER BY 1`,
  );
  expect(rows).toEqual([
    { slug: 'chongjin', city: null },
    { slug: 'pyongyang', city: null },
  ]);
});

test('loading again changes nothing, whatever the mode and the time', async () => {
  const before = await everything();
  await loadReferenceData(db.pool);
  await loadCurrentEdition(db.pool, { mode: 'production', clock });
  expect(await everything()).toEqual(before);
});

test('what people decided stays', async () => {
  await db.pool.query("UPDATE missions SET offered = false WHERE slug = 'tripoli-ly'");
  await db.pool.query("UPDATE places SET name_en = 'old' WHERE slug = 'tripoli-ly'");
  await loadReferenceData(db.pool);
  const { rows } = await db.pool.query(
    "SELECT offered, p.name_en FROM missions JOIN places p ON p.slug = place_slug WHERE p.slug = 'tripoli-ly'",
  );
  expect(rows).toEqual([{ offered: false, name_en: 'Tripoli' }]);
});

test('the local edition is current, open and approved, in Washington time', async () => {
  const { rows } = await db.pool.query(`SELECT opens_at, closes_at, delivers_at, is_current, goal,
    (SELECT array_agg(locale || ' ' || state ORDER BY locale) FROM petition_texts) AS texts FROM editions`);
  expect(rows).toEqual([
    {
      opens_at: new Date('2026-11-01T04:00:00Z'),
      closes_at: new Date('2027-09-24T03:59:59Z'),
      delivers_at: new Date('2027-09-24T16:00:00Z'),
      is_current: true,
      goal: 100_000,
      texts: ['en approved', 'ko approved', 'zh-Hans approved'],
    },
  ]);
});

test('in production the texts wait for a person', async () => {
  await db.pool.query('TRUNCATE editions, tally_heads CASCADE');
  await loadCurrentEdition(db.pool, { mode: 'production', clock });
  const { rows } = await db.pool.query('SELECT DISTINCT state, approved_by FROM petition_texts');
  expect(rows).toEqual([{ state: 'draft', approved_by: null }]);
});
