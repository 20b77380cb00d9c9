import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { transaction } from '@lantern/db/database';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createSigningWorld, network, type SigningWorld } from '../../../test/signing-world.ts';
import { recount } from '../counts/recount.ts';
import { openErasureLedger, readErasureLedger } from './erasure-ledger.ts';

let world: SigningWorld;
beforeAll(async () => {
  world = await createSigningWorld();
});
afterAll(() => world.close());

const home = { networkHash: network('home') };

async function submitted(email: string, name = 'Somebody') {
  await world.service.submit(world.submission(email, { name, updates: true }), home);
  return (await world.mailsTo(email)).at(-1)?.recordId ?? '';
}
async function signed(email: string) {
  const id = await submitted(email);
  await world.service.confirm({ token: await world.link('confirm', id) }, home);
  return id;
}
const stateOf = async (id: string) => {
  const { rows } = await world.pool.query<{ state: string; erased: boolean; personal: boolean }>(
    `SELECT state, erased_at IS NOT NULL AS erased,
       num_nonnulls(email_hash, email_sealed, name_sealed) > 0 AS personal
     FROM signatures WHERE id = $1`,
    [id],
  );
  return rows[0];
};
const head = async () =>
  (await world.pool.query<{ total: number }>('SELECT total FROM tally_heads')).rows[0]?.total ?? -1;
const exact = async () => (await recount(world.pool, world.edition.id)).drift;

test('a withdrawn signature ceases to count, once, and its address may sign again', async () => {
  const id = await signed('leaver@example.org');
  const before = await head();
  const token = await world.link('withdraw', id);
  await Promise.all([world.service.withdraw(token), world.service.withdraw(token)]);
  await world.service.withdraw(token);
  expect(await head()).toBe(before - 1);
  expect(await stateOf(id)).toMatchObject({ state: 'withdrawn' });
  await expect(
    world.service.confirm({ token: await world.link('confirm', id) }, home),
  ).rejects.toMatchObject({ code: 'token-invalid' });
  const next = await signed('leaver@example.org');
  expect(next).not.toBe(id);
  expect(await head()).toBe(before);
  expect(await exact()).toEqual([]);
});

test('withdrawing what is pending leaves a likeness from elsewhere alone', async () => {
  const mine = await submitted('half@example.org', 'One');
  const other = await submitted('half@example.org', 'Other');
  await world.service.withdraw(await world.link('withdraw', mine));
  expect(await world.service.readMailFacts(mine)).toBeNull();
  expect(await world.service.readMailFacts(other)).toMatchObject({ state: 'pending' });
});

test('erasing before the delivery withdraws and leaves nothing personal', async () => {
  const id = await signed('erased@example.org');
  const pending = await submitted('erased2@example.org');
  const before = await head();
  await world.service.erase(await world.link('erase', id));
  await world.service.erase(await world.link('erase', pending));
  expect(await stateOf(id)).toEqual({ state: 'withdrawn', erased: true, personal: false });
  expect(await world.service.readMailFacts(pending)).toBeNull();
  expect(await head()).toBe(before - 1);
  await world.service.erase(await world.link('erase', id));
  expect(await head()).toBe(before - 1);
  expect(await exact()).toEqual([]);
});

test('a link pressed again and again is written down once', async () => {
  const id = await signed('again@example.org');
  const [withdraw, erase] = [await world.link('withdraw', id), await world.link('erase', id)];
  const before = world.ledger.length;
  for (let press = 0; press < 3; press += 1) await world.service.withdraw(withdraw);
  for (let press = 0; press < 3; press += 1) await world.service.erase(erase);
  expect(world.ledger.slice(before).map(({ kind }) => kind)).toEqual(['withdraw', 'erase']);
});

test('unsubscribing ends updates and reminders, and nothing else', async () => {
  const id = await signed('quiet@example.org');
  const pending = await submitted('quiet2@example.org');
  await world.service.unsubscribe(await world.link('unsubscribe', id));
  await world.service.unsubscribe(await world.link('unsubscribe', pending));
  const { rows } = await world.pool.query(
    `SELECT updates, state::text FROM signatures WHERE id = $1
     UNION ALL SELECT updates, 'pending' FROM submissions WHERE id = $2 AND reminded_at IS NOT NULL`,
    [id, pending],
  );
  expect(rows).toEqual([
    { updates: false, state: 'confirmed' },
    { updates: false, state: 'pending' },
  ]);
});

test('an older backup, restored, is brought up to what people have asked for since', async () => {
  const { pool, ledger } = world;
  const erased = await signed('r-erased@example.org');
  const withdrawn = await signed('r-withdrawn@example.org');
  const kept = await signed('r-kept@example.org');
  const pending = await submitted('r-pending@example.org');
  const backup = await Promise.all(
    [
      'signatures',
      'submissions',
      'tally_heads',
      'tallies',
      'erasures',
      'corrections',
      'tally_history',
    ].map(async (table) => ({
      table,
      rows: JSON.stringify(
        (await pool.query(`SELECT to_jsonb(t) AS row FROM ${table} t`)).rows.map(
          (r: { row: unknown }) => r.row,
        ),
      ),
    })),
  );
  const since = ledger.length;
  world.clock.pass(60);
  await world.service.erase(await world.link('erase', erased));
  await world.service.erase(await world.link('erase', pending));
  await world.service.withdraw(await world.link('withdraw', withdrawn));
  // Whoever signs again after an erasure keeps what came later.
  world.clock.pass(60);
  for (const { table, rows } of backup) {
    await pool.query(`DELETE FROM ${table}`);
    await pool.query(
      `INSERT INTO ${table} SELECT * FROM jsonb_populate_recordset(NULL::${table}, $1::jsonb)`,
      [rows],
    );
  }
  const later = await signed('r-erased-other@example.org');
  const before = await head();
  expect(await stateOf(erased)).toMatchObject({ state: 'confirmed', personal: true });

  const folder = await mkdtemp(join(tmpdir(), 'ledger-'));
  try {
    const path = join(folder, 'erasures.ledger');
    expect(await readErasureLedger(path)).toEqual([]);
    await openErasureLedger(path).append(ledger.slice(0, since));
    await openErasureLedger(path).append(ledger.slice(since));
    const entries = await readErasureLedger(path);
    expect(entries).toEqual(ledger);
    const replay = () => transaction(pool, (tx) => world.service.replayErasures(tx, entries));
    expect(await replay()).toEqual({ entries: 3, records: 3 });
    expect(await replay()).toEqual({ entries: 0, records: 0 });
  } finally {
    await rm(folder, { recursive: true });
  }
  expect(await stateOf(erased)).toEqual({ state: 'withdrawn', erased: true, personal: false });
  expect(await stateOf(withdrawn)).toMatchObject({ state: 'withdrawn' });
  expect(await stateOf(kept)).toMatchObject({ state: 'confirmed' });
  expect(await stateOf(later)).toMatchObject({ state: 'confirmed' });
  expect(await world.service.readMailFacts(pending)).toBeNull();
  expect(await head()).toBe(before - 2);
  expect(await exact()).toEqual([]);
});

test('erasing after the delivery keeps the nameless signature in the number', async () => {
  const id = await signed('delivered@example.org');
  const before = await head();
  world.clock.set(world.edition.deliversAt);
  await world.service.erase(await world.link('erase', id));
  expect(await stateOf(id)).toEqual({ state: 'confirmed', erased: true, personal: false });
  expect(await head()).toBe(before);
  expect(await exact()).toEqual([]);
});
