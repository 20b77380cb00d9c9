import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { loadCurrentEdition } from './current-edition.ts';
import { openDatabase, type Database } from './database.ts';
import { createTestDatabase, type TestDatabase } from './testing.ts';

const ID = '01a20198-3350-7459-b7db-3a55f07253db';
let database: TestDatabase;
let db: Database;

beforeAll(async () => {
  database = await createTestDatabase();
  db = openDatabase({ url: database.url, max: 1 });
});
afterAll(async () => {
  await db.close();
  await database.drop();
});
beforeEach(async () => {
  await db.pool.query('TRUNCATE events, audit_log, signatures, tallies');
});

const run = (sql: string) => db.pool.query(sql);
const sign = (id: string, number: number, hash: string) =>
  run(`INSERT INTO signatures (id, edition_id, state, number, email_hash, country, locale, text_id, show_name,
      deliver_name, updates, mail_provider, submitted_at, confirmed_at)
    SELECT '${id}', id, 'confirmed', ${number}, '${hash}', 'KR', 'ko', id, false, false, false, 'other', now(),
      now() FROM editions`);

test('events and the audit log are only added to', async () => {
  await run(`INSERT INTO events SELECT id, 'public', 1, now(), 'k', '{}' FROM editions`);
  await run(`INSERT INTO audit_log VALUES ('${ID}', now(), 'server', 'act', null, '{}')`);
  for (const table of ['events', 'audit_log']) {
    await expect(run(`DELETE FROM ${table}`)).rejects.toThrow('only added to');
    await expect(run(`UPDATE ${table} SET at = now()`)).rejects.toThrow('only added to');
  }
});

test('one address signs once, and again after withdrawing', async () => {
  await sign(ID, 1, 'a');
  await expect(sign(ID.replace('0', '1'), 2, 'a')).rejects.toThrow('one_per_address');
  await run(`UPDATE signatures SET state = 'withdrawn'`);
  await sign(ID.replace('0', '1'), 2, 'a');
});

test('a signer number never changes', async () => {
  await sign(ID, 1, 'a');
  await expect(run('UPDATE signatures SET number = 7')).rejects.toThrow('never changed');
  await expect(run('UPDATE signatures SET number = NULL')).rejects.toThrow('never changed');
  await run(`UPDATE signatures SET state = 'void'`);
});

test('totals stay at zero or above, though changes may be below', async () => {
  const change = (by: number) =>
    run(`INSERT INTO tallies SELECT id, 'country', 'KR', ${by} FROM editions
      ON CONFLICT (edition_id, dimension, key) DO UPDATE SET total = tallies.total + excluded.total`);
  await change(2);
  await change(-2);
  await expect(change(-1)).rejects.toThrow('below zero');
  await run('UPDATE tally_heads SET version = 5');
  await expect(run('UPDATE tally_heads SET total = -1')).rejects.toThrow('below zero');
  await expect(run('UPDATE tally_heads SET version = 4')).rejects.toThrow('goes back');
});

test('a signed text is locked', async () => {
  await run(`UPDATE petition_texts SET title = 'other', locked_at = now() WHERE locale = 'en'`);
  await expect(run(`UPDATE petition_texts SET body = 'x' WHERE locale = 'en'`)).rejects.toThrow(
    'never changed',
  );
});

test('only one edition is current', async () => {
  await expect(
    run(`INSERT INTO editions SELECT '${ID}', '2028', kind, date, timezone, opens_at, closes_at, delivers_at,
      goal, true, created_at FROM editions`),
  ).rejects.toThrow('editions_one_current');
});

test('an edition that is put away changes no more, until it is taken out again', async () => {
  await expect(run('UPDATE editions SET archived_at = now()')).rejects.toThrow('current_stands');
  await run('UPDATE editions SET is_current = false, archived_at = now()');
  for (const change of [
    'UPDATE editions SET goal = 1',
    `UPDATE cities SET kind = 'solidarity'`,
    `INSERT INTO petition_texts (id, edition_id, locale, version, title, addressee, body, hash)
     SELECT gen_random_uuid(), id, 'en', 9, '', '', '', '' FROM editions`,
  ])
    await expect(run(change)).rejects.toMatchObject({ code: 'LA001' });
  // A start finds it as it is.
  await loadCurrentEdition(db.pool, { mode: 'local', clock: { now: () => new Date() } });
  await run('UPDATE editions SET is_current = true, archived_at = NULL');
  await run('UPDATE editions SET goal = 2');
});
