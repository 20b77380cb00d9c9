import { randomUUIDv7 } from 'node:crypto';
import { openDatabase, transaction, type Database } from '@lantern/db/database';
import { createTestDatabase, type TestDatabase } from '@lantern/db/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { signedIn } from '../../../test/principal.ts';
import { appendEvents } from '../../platform/events.ts';
import { createCallerFactory } from '../../platform/trpc.ts';
import { createRehearsalsRouter } from './rehearsals.router.ts';
import { createRehearsalsService } from './rehearsals.service.ts';

const EDITION = '01a20198-3350-7459-b7db-3a55f07253db';
let database: TestDatabase;
let db: Database;
const ended: string[] = [];

beforeAll(async () => {
  database = await createTestDatabase();
  db = openDatabase({ url: database.url, max: 4 });
  await play();
});
afterAll(async () => {
  await db.close();
  await database.drop();
});

function desk(localMode = true) {
  const service = createRehearsalsService({
    database: db,
    clock: { now: () => new Date() },
    newId: randomUUIDv7,
    localMode,
    refresh: async () => undefined,
    endSessionsOf: async (accountId) => void ended.push(accountId),
  });
  const context = { requestId: 'r', principal: signedIn('admin'), networkHash: Buffer.alloc(0) };
  return createCallerFactory(createRehearsalsRouter(service))(context);
}

/** A rehearsal with a city, an action, somebody who answers for it, what they said and what it set off. */
async function play() {
  await db.pool.query(`
    INSERT INTO editions (id, slug, kind, date, timezone, opens_at, closes_at, delivers_at, goal)
      VALUES ('${EDITION}', 'trial', 'rehearsal', '2027-09-24', 'UTC', now(), now() + '1 day', now() + '1 day', 1);
    INSERT INTO tally_heads (edition_id) VALUES ('${EDITION}');
    INSERT INTO cities (edition_id, slug, kind) VALUES ('${EDITION}', 'seoul', 'delivery');
    INSERT INTO users (id, name, email, role, updated_at) VALUES
      ('made-up', 'N', 'one@trial.rehearsal.invalid', 'coordinator', now()),
      ('real', 'N', 'one@example.org', 'admin', now());
    INSERT INTO person_contacts (account_id, updated_at) VALUES ('made-up', now()), ('real', now());
    INSERT INTO assignments (id, edition_id, account_id, role, city_slug, created_at, created_by)
      VALUES (gen_random_uuid(), '${EDITION}', 'made-up', 'coordinator', 'seoul', now(), 'real');
    INSERT INTO actions (id, edition_id, city_slug, kind, local_date, local_time, starts_at, ends_at, created_at,
      created_by, updated_at, updated_by)
      VALUES ('${EDITION}', '${EDITION}', 'seoul', 'delivery', '2027-09-24', '12:00', now(), now(), now(), 'a', now(), 'a');
    INSERT INTO rsvps (id, action_id, email_hash, email_sealed, name_sealed, locale, state, created_at)
      VALUES (gen_random_uuid(), '${EDITION}', 'a', 'a', 'a', 'en', 'going', now());
    INSERT INTO field_commands (id, edition_id, city_slug, account_id, kind, device_at, received_at, happened_at, seq)
      VALUES (gen_random_uuid(), '${EDITION}', 'seoul', 'made-up', 'note', now(), now(), now(), 1);`);
  await transaction(db.pool, (tx) =>
    appendEvents(tx, {
      editionId: EDITION,
      stream: 'public',
      events: [{ kind: 'city-there', city: 'seoul' }],
    }),
  );
}

const command = (edition: string) => ({ commandId: randomUUIDv7(), edition });

test('a clock is a rehearsal’s alone, and nothing of a real edition is wiped', async () => {
  const clock = { dayAt: '2027-09-23T22:00:00.000Z', rate: 480 };
  await expect(desk().setClock({ ...command('2027'), ...clock })).rejects.toThrow('forbidden');
  await expect(desk().wipe(command('2027'))).rejects.toThrow('forbidden');
  await expect(desk(false).wipe(command('trial'))).rejects.toThrow('forbidden');
  await expect(desk().wipe(command('nowhere'))).rejects.toThrow('edition-unknown');
  await desk().setClock({ ...command('trial'), ...clock });
  const { rows } = await db.pool.query(`SELECT edition_now('${EDITION}')::text AS now`);
  expect(rows[0]).toMatchObject({ now: expect.stringMatching(/^2027-09-23 22:/u) });
});

test('a rehearsal is wiped with everything and everyone made for it, and nothing else', async () => {
  expect(await desk().wipe(command('trial'))).toEqual({ people: 1 });
  const { rows: tables } = await db.pool.query<{ name: string }>(
    `SELECT table_name AS name FROM information_schema.columns
     WHERE table_schema = 'public' AND column_name = 'edition_id' AND table_name NOT LIKE 'public\\_%'`,
  );
  expect(tables.length).toBeGreaterThan(15);
  for (const { name } of tables) {
    const { rows } = await db.pool.query(`SELECT FROM ${name} WHERE edition_id = '${EDITION}'`);
    expect([name, rows.length]).toEqual([name, 0]);
  }
  const { rows: left } = await db.pool.query('SELECT id FROM users');
  expect(left).toEqual([{ id: 'real' }]);
  expect((await db.pool.query('SELECT account_id FROM person_contacts')).rowCount).toBe(1);
  expect((await db.pool.query('SELECT FROM rsvps')).rowCount).toBe(0);
  expect(ended).toEqual(['made-up']);
});
