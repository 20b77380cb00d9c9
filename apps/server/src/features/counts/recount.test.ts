import { randomUUIDv7 } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createSigningWorld, network, type SigningWorld } from '../../../test/signing-world.ts';
import { recordAct } from '../../platform/audit.ts';
import { recount, recountAndRepair } from './recount.ts';
import type { Recount } from './recount.repo.ts';

let world: SigningWorld;
const home = { networkHash: network('home') };

beforeAll(async () => {
  world = await createSigningWorld();
  for (const [email, country] of [
    ['a@example.org', 'KR'],
    ['b@example.org', 'US'],
    ['c@example.org', 'US'],
  ] as const) {
    await world.service.submit(world.submission(email, { country }), home);
    const id = (await world.mailsTo(email)).at(-1)?.recordId ?? '';
    await world.service.confirm({ token: await world.link('confirm', id) }, home);
  }
});
afterAll(() => world.close());

const repair = () =>
  recountAndRepair(
    {
      pool: world.pool,
      record: (tx, found: Recount) =>
        recordAct(tx, {
          id: randomUUIDv7(),
          at: world.clock.now(),
          actor: 'server',
          act: 'counts.repair',
          details: { drift: found.drift },
        }),
    },
    world.edition.id,
  );

test('finds nothing where nothing has drifted', async () => {
  expect(await recount(world.pool, world.edition.id)).toMatchObject({ counted: 3, drift: [] });
});

test('names every cell that differs, and changes none', async () => {
  // What no statement of ours can do: the tables' own guards would stop it.
  await world.pool.query(
    `BEGIN; SET LOCAL session_replication_role = replica;
     UPDATE tallies SET total = 5 WHERE dimension = 'country' AND key = 'US';
     DELETE FROM tallies WHERE dimension = 'channel';
     UPDATE tally_heads SET total = 6, last_number = 1;
     DELETE FROM tally_history WHERE resolution = 'hour'; COMMIT`,
  );
  const { drift } = await recount(world.pool, world.edition.id);
  expect(drift).toEqual([
    { what: 'total', key: '', tallied: 6, counted: 3 },
    { what: 'number', key: 'last', tallied: 1, counted: 3 },
    { what: 'channel', key: 'online', tallied: 0, counted: 3 },
    { what: 'country', key: 'US', tallied: 5, counted: 2 },
    { what: 'history', key: 'hour', tallied: 0, counted: 3 },
  ]);
  expect((await recount(world.pool, world.edition.id)).drift).toHaveLength(5);
});

test('repairs on demand only, raises the version, and is written down', async () => {
  const { version } = await recount(world.pool, world.edition.id);
  expect((await repair()).drift).toHaveLength(5);
  const after = await recount(world.pool, world.edition.id);
  expect(after).toMatchObject({ counted: 3, drift: [], version: version + 1 });
  const { rows } = await world.pool.query(
    `SELECT jsonb_array_length(details -> 'drift') AS cells FROM audit_log WHERE act = 'counts.repair'`,
  );
  expect(rows).toEqual([{ cells: 5 }]);
  expect((await repair()).drift).toEqual([]);
});
