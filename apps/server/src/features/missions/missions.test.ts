import { randomUUIDv7 } from 'node:crypto';
import { openDatabase, type Database } from '@lantern/db/database';
import { createTestDatabase, type TestDatabase } from '@lantern/db/testing';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { signedIn } from '../../../test/principal.ts';
import { openCities } from '../../app/cities-deps.ts';
import { createKeyring } from '../../platform/keyring.ts';

let scratch: TestDatabase;
let db: Database;
let editionId: string;
let now: Date;

beforeEach(async () => {
  scratch = await createTestDatabase();
  db = openDatabase({ url: scratch.url, max: 4 });
  now = new Date('2026-11-20T12:00:00Z');
  const { rows } = await db.pool.query<{ id: string }>(`SELECT id FROM editions`);
  editionId = rows[0]?.id ?? '';
});
afterEach(async () => {
  await db.close();
  await scratch.drop();
});

const moderator = signedIn('moderator');

function open() {
  const edition = { id: editionId, slug: '2027', kind: 'real', date: '2027-09-24' } as const;
  const plan = { archivedAt: null, dayClock: null, publishingPaused: false, isCurrent: true };
  const petition = { timezone: 'UTC', opensAt: now, closesAt: now, deliversAt: now, goal: 1 };
  const switches = { collectionPaused: false, newsPaused: false, supportersHidden: false };
  return openCities({
    db,
    keyring: createKeyring(Buffer.alloc(32, 7)),
    clock: { now: () => now },
    newId: randomUUIDv7,
    editionsForStaff: {
      editionFor: async () => ({ ...edition, ...plan, ...petition, ...switches, texts: {} }),
    },
  });
}
const on = (mission: string) => ({ commandId: randomUUIDv7(), mission });
const missionOf = async (slug: string) =>
  (await open().missions.list()).missions.find((mission) => mission.slug === slug);
const coverageOf = async (slug: string) =>
  (await open().coverage.read(undefined)).missions.find(({ mission }) => mission === slug);
const cityRow = async (slug: string) =>
  (
    await db.pool.query(
      `SELECT kind::text, hidden_at IS NOT NULL AS hidden, withdrawn_at IS NOT NULL AS withdrawn
       FROM cities WHERE edition_id = $1 AND slug = $2`,
      [editionId, slug],
    )
  ).rows;

const plan = (city: string) => ({
  commandId: randomUUIDv7(),
  city,
  kind: 'delivery' as const,
  localDate: '2027-09-24',
  localTime: '12:00',
  durationMinutes: 60,
  isMain: true,
  precision: 'city' as const,
  publish: 'before' as const,
  delayMinutes: 0,
  capacity: null,
  place: null,
  neighbourhood: null,
  details: null,
  detailsLocale: null,
});

/** Somebody answers for a city. */
const assign = (city: string, ready: boolean) =>
  db.pool.query(
    `INSERT INTO assignments (id, edition_id, account_id, role, city_slug, created_at, created_by, ready_at)
     VALUES (gen_random_uuid(), $1, 'ann', 'coordinator', $2, $3, 's', $4)`,
    [editionId, city, now, ready ? now : null],
  );

test('what staff enter is verified anew, and not over what another has entered', async () => {
  const { missions } = open();
  const facts = {
    address: '1 Road',
    jurisdiction: null,
    jurisdictionCountries: ['NR', 'AU', 'KI'],
  };
  await missions.verify({ ...on('canberra'), verified: true }, moderator);
  await missions.change({ ...on('canberra'), ...facts, seen: null }, moderator);
  // Its own country goes without saying.
  expect(await missionOf('canberra')).toMatchObject({
    address: '1 Road',
    jurisdictionCountries: ['KI', 'NR'],
    verified: null,
    updated: { at: now.toISOString(), by: 'moderator-1' },
  });
  await expect(
    missions.change({ ...on('canberra'), ...facts, seen: null }, moderator),
  ).rejects.toMatchObject({ code: 'conflict' });
  await missions.verify({ ...on('canberra'), verified: true }, moderator);
  expect((await missionOf('canberra'))?.verified).toEqual({
    at: now.toISOString(),
    by: 'moderator-1',
  });
  const { rows } = await db.pool.query(`SELECT DISTINCT act FROM audit_log ORDER BY act`);
  expect(rows).toEqual([{ act: 'missions.change' }, { act: 'missions.verify' }]);
});

test('where it is too dangerous nobody is sent: from the start, and by decision, until that is undone', async () => {
  const { missions } = open();
  for (const slug of ['pyongyang', 'chongjin']) {
    expect(await missionOf(slug)).toMatchObject({ offered: false });
    expect(await coverageOf(slug)).toBeUndefined();
    expect(await cityRow(slug)).toEqual([]);
  }
  // The same in every edition that lies ahead.
  await db.pool.query(
    `INSERT INTO editions (id, slug, date, timezone, opens_at, closes_at, delivers_at, goal)
       VALUES (gen_random_uuid(), '2028', '2028-09-22', 'UTC', '2028-01-01', '2028-09-21', '2028-09-22', 1);
     INSERT INTO cities (edition_id, slug, kind) SELECT id, 'kabul', 'delivery' FROM editions WHERE slug = '2028'`,
  );
  await missions.withhold({ ...on('kabul'), riskNote: 'Arrests.' }, moderator);
  expect(await cityRow('kabul')).toEqual([]);
  expect(await coverageOf('kabul')).toBeUndefined();
  expect(await missionOf('kabul')).toMatchObject({ offered: false, riskNote: 'Arrests.' });
  expect(await db.pool.query(`SELECT FROM cities WHERE slug = 'kabul'`)).toMatchObject({
    rowCount: 0,
  });
  const { rows } = await db.pool.query(
    'SELECT stream, kind FROM events WHERE edition_id = $1 ORDER BY stream',
    [editionId],
  );
  expect(rows).toEqual([
    { stream: 'city:kabul', kind: 'plan-changed' },
    { stream: 'day', kind: 'city-plan' },
    { stream: 'public', kind: 'city-changed' },
  ]);
  await missions.offer(on('kabul'), moderator);
  expect(await cityRow('kabul')).toEqual([{ kind: 'delivery', hidden: false, withdrawn: false }]);
  expect(await coverageOf('kabul')).toMatchObject({ state: 'uncovered' });
});

test('a city that somebody works on is not lost with its mission, and comes back only with it', async () => {
  const { missions, cities } = open();
  await cities.addAction(plan('kabul'), signedIn('admin'));
  await missions.withhold({ ...on('kabul'), riskNote: 'Arrests.' }, moderator);
  expect(await cityRow('kabul')).toEqual([{ kind: 'delivery', hidden: true, withdrawn: true }]);
  const city = () => ({ commandId: randomUUIDv7(), city: 'kabul' });
  await expect(cities.show(city(), moderator)).rejects.toMatchObject({ code: 'conflict' });
  await expect(cities.rejoin(city(), moderator)).rejects.toMatchObject({ code: 'conflict' });
  await missions.offer(on('kabul'), moderator);
  expect(await cityRow('kabul')).toEqual([{ kind: 'delivery', hidden: false, withdrawn: false }]);
  const { actions } = await cities.read({ city: 'kabul' }, moderator);
  expect(actions).toMatchObject([{ calledOffAt: null }]);
});

test('a day that has passed keeps its cities', async () => {
  now = new Date('2027-09-27T12:00:00Z');
  await open().missions.withhold({ ...on('kabul'), riskNote: 'Arrests.' }, moderator);
  expect(await cityRow('kabul')).toHaveLength(1);
});

test('coverage goes from nobody to claimed to covered, and a withdrawal opens the gap and says so', async () => {
  const { cities } = open();
  expect(await coverageOf('seoul')).toMatchObject({ state: 'uncovered', reopenedAt: null });
  const apply = (state: string) =>
    db.pool.query(
      `INSERT INTO applications (id, edition_id, city_slug, role, email_hash, email_sealed, name_sealed, about_sealed,
         locale, state, created_at)
       VALUES (gen_random_uuid(), $1, 'seoul', 'coordinator', '', '', '', '', 'en', $2, $3)`,
      [editionId, state, now],
    );
  await apply('applied');
  expect(await coverageOf('seoul')).toMatchObject({ state: 'uncovered' });
  await apply('confirmed');
  expect(await coverageOf('seoul')).toMatchObject({ state: 'claimed' });
  await assign('seoul', true);
  expect(await coverageOf('seoul')).toMatchObject({ state: 'claimed' });
  await cities.addAction(plan('seoul'), moderator);
  expect(await coverageOf('seoul')).toMatchObject({ state: 'covered', rank: null });
  now = new Date(now.getTime() + 60_000);
  const city = { city: 'seoul' };
  await cities.withdraw({ commandId: randomUUIDv7(), ...city, reason: 'Ill.' }, moderator);
  expect(await coverageOf('seoul')).toMatchObject({
    state: 'uncovered',
    reopenedAt: now.toISOString(),
  });
  await cities.rejoin({ commandId: randomUUIDv7(), ...city }, moderator);
  expect(await coverageOf('seoul')).toMatchObject({ state: 'covered' });
  await db.pool.query('UPDATE assignments SET ended_at = $1', [now]);
  await db.pool.query('DELETE FROM applications');
  expect(await coverageOf('seoul')).toMatchObject({
    state: 'uncovered',
    reopenedAt: now.toISOString(),
  });
});

test('the uncovered are ranked by the signers of their country, then of their city', async () => {
  await db.pool.query(
    `INSERT INTO tallies (edition_id, dimension, key, total)
     VALUES ($1, 'country', 'KR', 3), ($1, 'country', 'AU', 50), ($1, 'city', 'sydney', 4), ($1, 'city', 'perth', 9)`,
    [editionId],
  );
  const { missions } = await open().coverage.read(undefined);
  expect(missions.slice(0, 2).map(({ mission, rank }) => [mission, rank])).toEqual([
    ['perth', 1],
    ['sydney', 2],
  ]);
  expect(missions.find(({ country }) => country === 'KR')).toMatchObject({ signersOfCountry: 3 });
  expect(missions.find(({ country }) => country === 'AL')).toMatchObject({ rank: null });
});
