import { randomUUIDv7 } from 'node:crypto';
import { openDatabase, transaction, type Database, type Transaction } from '@lantern/db/database';
import { createTestDatabase, type TestDatabase } from '@lantern/db/testing';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createKeyring } from '../../platform/keyring.ts';
import { createJudgePin } from './judge-pin.ts';
import { hashPin } from './pin-hash.ts';

const PINS = { safe: '4719', duress: '9051', wrong: '8830' } as const;
const keyring = createKeyring(Buffer.alloc(32, 7));
let scratch: TestDatabase;
let db: Database;
/** Check-ins have connections of their own. */
let fieldDb: Database;
let at: { editionId: string; city: string; accountId: string };
let now = Date.now();
let raises = 0;
let judge: ReturnType<typeof createJudgePin>;

beforeAll(async () => {
  scratch = await createTestDatabase();
  db = openDatabase({ url: scratch.url, max: 4 });
  fieldDb = openDatabase({ url: scratch.url, max: 4 });
  const { rows } = await db.pool.query<{ id: string }>('SELECT id FROM editions WHERE is_current');
  at = { editionId: rows[0]?.id ?? '', city: 'rome', accountId: 'ann' };
  const hashOf = (pin: string) => hashPin(keyring, { accountId: 'ann', pin });
  await db.pool.query(
    `INSERT INTO assignments (id, edition_id, account_id, role, city_slug, created_at, created_by, pin_hash,
       duress_hash, pins_set_at)
     VALUES ($1, $2, 'ann', 'coordinator', 'rome', now(), 's', $3, $4, now()),
       ($5, $2, 'bob', 'deputy', 'rome', now(), 's', null, null, null)`,
    [
      randomUUIDv7(),
      at.editionId,
      await hashOf(PINS.safe),
      await hashOf(PINS.duress),
      randomUUIDv7(),
    ],
  );
});
afterAll(async () => {
  await fieldDb.close();
  await db.close();
  await scratch.drop();
});
beforeEach(async () => {
  now = Math.floor(Date.now() / 600_000) * 600_000;
  raises = 0;
  await db.pool.query('DELETE FROM alarms');
  judge = createJudgePin({
    pool: db.pool,
    keyring,
    clock: { now: () => new Date(now) },
    raise: async (tx, { editionId, city, kind, subject }) => {
      raises += 1;
      await tx.query(
        `INSERT INTO alarms (id, edition_id, city_slug, kind, subject, level, due_at, raised_at)
         VALUES (gen_random_uuid(), $1, $2, $3, $4, 'red', now(), now()) ON CONFLICT DO NOTHING`,
        [editionId, city, kind, subject],
      );
    },
  });
});

/** Judges a PIN, and tells the statements it sent. */
async function judged(pin: string, who = at) {
  const statements: string[] = [];
  const verdict = await transaction(fieldDb.pool, async (tx) => {
    const watched = new Proxy(tx, {
      get: (target, key) =>
        key === 'query'
          ? async (text: string, values: unknown[]) => {
              statements.push(text);
              return target.query(text, values);
            }
          : Reflect.get(target, key),
    }) satisfies Transaction;
    return judge(watched, { ...who, pin }).catch((error: { code?: string }) => error.code);
  });
  return { verdict, statements };
}

test('the two PINs are told apart on the server alone: same statements, no write, as long', async () => {
  const times = { safe: [] as number[], duress: [] as number[], wrong: [] as number[] };
  const said = new Set<string>();
  for (let round = 0; round < 7; round += 1) {
    now += 10 * 60_000;
    for (const kind of ['safe', 'duress', 'wrong'] as const) {
      const began = performance.now();
      const { verdict, statements } = await judged(PINS[kind]);
      times[kind].push(performance.now() - began);
      expect(verdict).toBe(kind);
      said.add(statements.join(';'));
    }
  }
  expect(said.size).toBe(1);
  expect([...said][0]).toMatch(/^SELECT/u);
  const median = (list: number[]) => list.toSorted((a, b) => a - b)[3] ?? 0;
  const medians = Object.values(times).map(median);
  // Hashes take tens of milliseconds; one left out would be half of it.
  expect(Math.max(...medians) / Math.min(...medians)).toBeLessThan(1.5);
  expect(raises).toBe(0);
});

test('whoever has set none, or does not answer for the city, is wrong with any', async () => {
  for (const who of [
    { ...at, accountId: 'bob' },
    { ...at, city: 'london' },
  ])
    expect((await judged(PINS.safe, who)).verdict).toBe('wrong');
});

test('five wrong ones in ten minutes stop all alike, and the call for help goes out all the same', async () => {
  for (let tries = 0; tries < 5; tries += 1) {
    expect((await judged(PINS.wrong)).verdict).toBe('wrong');
    // Right ones in between use nothing up.
    if (tries < 4) expect((await judged(PINS.safe)).verdict).toBe('safe');
  }
  const all = await Promise.all(Object.values(PINS).map((pin) => judged(pin)));
  expect(all.map(({ verdict }) => verdict)).toEqual(Array(3).fill('too-many-requests'));
  // All do the same; what was not duress is undone.
  expect(raises).toBe(3);
  const alarms = async () =>
    (await db.pool.query('SELECT city_slug AS city, kind FROM alarms ORDER BY subject')).rows;
  expect(await alarms()).toEqual([{ city: 'rome', kind: 'duress' }]);
  // One settled since does not swallow the next.
  now += 10 * 60_000;
  expect((await judged(PINS.safe)).verdict).toBe('safe');
  for (let tries = 0; tries < 5; tries += 1) await judged(PINS.wrong);
  await judged(PINS.duress);
  await judged(PINS.duress);
  expect(await alarms()).toHaveLength(2);
});

test('many wrong ones at once are many', async () => {
  const tries = await Promise.all(Array.from({ length: 12 }, () => judged(PINS.wrong)));
  expect(tries.filter(({ verdict }) => verdict === 'wrong')).toHaveLength(5);
});
