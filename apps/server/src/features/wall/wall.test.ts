import { randomUUIDv7 } from 'node:crypto';
import { openDatabase, transaction, type Database } from '@lantern/db/database';
import { createTestDatabase, type TestDatabase } from '@lantern/db/testing';
import type { Wall } from '@lantern/schemas/wall';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { signedIn } from '../../../test/principal.ts';
import { appendEvents } from '../../platform/events.ts';
import { createWallRepo } from './wall.repo.ts';
import { createWallService, type WallService } from './wall.service.ts';

let database: TestDatabase;
let db: Database;
let editionId: string;
let wall: WallService;
const staff = signedIn('moderator');

/** What must never hang in a room; written wherever a person or a word can stand. */
const CANARY = 'CANARY-7f3a';

beforeAll(async () => {
  database = await createTestDatabase();
  db = openDatabase({ url: database.url, max: 3 });
  const { rows } = await db.pool.query<{ id: string }>('SELECT id FROM editions WHERE is_current');
  editionId = rows[0]?.id ?? '';
  wall = createWallService({
    repo: createWallRepo(db.pool),
    editionFor: async () => ({ id: editionId }),
    build: 'b1',
  });
});
afterAll(async () => {
  await db.close();
  await database.drop();
});

test('before anything is planned the wall is empty, at zero, with sixty quiet minutes', async () => {
  const empty = await wall.read({ after: 0 }, staff);
  expect(empty).toMatchObject({ cities: [], alarms: [], events: [], seq: 0, build: 'b1' });
  expect(empty.number.lastHour).toHaveLength(60);
});

test('it shows where every city stands, and neither people, words nor duress', async () => {
  await plan('seoul', '2027-09-24T03:00:00Z');
  await plan('pretoria', '2027-09-24T10:00:00Z');
  await plan('london', '2027-09-24T11:00:00Z');
  await standAt('seoul', 'done', 'handed-in');
  await standAt('pretoria', 'on-the-way');
  const subject = 'outcome/01a20198-3350-7459-b7db-3a55f07253db';
  await alarm('pretoria', { kind: 'silence', subject, level: 'amber' });
  await alarm('seoul', { kind: 'duress', subject: CANARY, level: 'red' });
  await incident('london');
  await people('pretoria');
  const told = await tell('seoul');

  const shown = await wall.read({ after: told }, staff);
  expect(shown.seq).toBe(told);
  const city = (slug: string) => shown.cities.find((one) => one.slug === slug);
  expect(shown.cities.map(({ slug }) => slug)).toEqual(['london', 'pretoria', 'seoul']);
  expect(city('seoul')).toMatchObject({ phase: 'done', outcome: 'handed-in', calling: null });
  expect(city('pretoria')?.calling).toMatchObject({ why: 'silence', acknowledged: false });
  expect(city('london')?.calling).toMatchObject({ why: 'trouble', level: 'red' });
  expect(shown.alarms.map(({ city: slug }) => slug)).toEqual(['london', 'pretoria']);
  expect(shown.alarms.map(({ step }) => step)).toEqual([null, 'outcome']);
  expect(shown.events).toMatchObject([{ kind: 'check-in', city: 'seoul', phase: 'done' }]);
  expect(JSON.stringify(shown)).not.toMatch(/CANARY|duress|arrest/u);
});

test('a screen has its own edition alone, and nothing to acknowledge', async () => {
  const screen = signedIn('screen', { editionId });
  const shown = await wall.read({ edition: 'another', after: 0 }, screen);
  expect(shown.cities).toHaveLength(3);
  expect(shown.alarms).toEqual([]);
  await expect(wall.read({ after: 0 }, signedIn('screen'))).rejects.toMatchObject({
    code: 'forbidden',
  });
});

test('whoever has heard of an event is never answered with a moment before it', async () => {
  const answers: Wall[] = [];
  for (let n = 0; n < 5; n += 1) {
    const seq = await tell('seoul');
    answers.push(await wall.read({ after: seq }, staff));
    expect(answers.at(-1)?.seq).toBe(seq);
  }
  expect(answers.at(-1)?.events.length).toBeLessThanOrEqual(12);
});

async function plan(city: string, startsAt: string) {
  await db.pool.query(
    `INSERT INTO actions (id, edition_id, city_slug, kind, local_date, local_time, starts_at, ends_at, is_main,
       place_sealed, neighbourhood, details, created_at, created_by, updated_at, updated_by)
     VALUES ($1, $2, $3, 'delivery', '2027-09-24', '12:00', $4, $4::timestamptz + interval '1 hour', true,
       $5, $6, $6, now(), $6, now(), $6)`,
    [randomUUIDv7(), editionId, city, startsAt, Buffer.from(CANARY), CANARY],
  );
}

async function standAt(city: string, phase: string, outcome: string | null = null) {
  await db.pool.query(
    `INSERT INTO city_states (edition_id, city_slug, phase, outcome, phase_at, seq)
     VALUES ($1, $2, $3, $4, '2027-09-24T03:20:00Z', 2)`,
    [editionId, city, phase, outcome],
  );
}

async function alarm(
  city: string,
  { kind, subject, level }: Record<'kind' | 'subject' | 'level', string>,
) {
  await db.pool.query(
    `INSERT INTO alarms (id, edition_id, city_slug, kind, subject, level, due_at, raised_at, acknowledged_by)
     VALUES ($1, $2, $3, $4, $5, $6, '2027-09-24T10:00:00Z', '2027-09-24T10:10:00Z', $7)`,
    [randomUUIDv7(), editionId, city, kind, subject, level, CANARY],
  );
}

async function incident(city: string) {
  const id = randomUUIDv7();
  await db.pool.query(
    `INSERT INTO incidents (id, edition_id, city_slug, kind, happened_at, close_note_sealed)
     VALUES ($1, $2, $3, 'arrest', '2027-09-24T11:05:00Z', $4)`,
    [id, editionId, city, Buffer.from(CANARY)],
  );
  await alarm(city, { kind: 'incident', subject: id, level: 'red' });
}

async function people(city: string) {
  await db.pool.query(
    `INSERT INTO assignments (id, edition_id, account_id, role, city_slug, created_at, created_by)
     VALUES ($1, $2, $3, 'coordinator', $4, now(), $3)`,
    [randomUUIDv7(), editionId, CANARY, city],
  );
}

/** One check-in on the day stream; its `seq`. */
const tell = (city: string) =>
  transaction(db.pool, (tx) =>
    appendEvents(tx, {
      editionId,
      stream: 'day',
      events: [
        {
          kind: 'check-in',
          city,
          phase: 'done',
          outcome: 'handed-in',
          happenedAt: '2027-09-24T03:20:00Z',
          disputed: false,
        },
      ],
    }),
  );
