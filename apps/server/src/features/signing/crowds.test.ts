import { randomUUIDv7 } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createSigningWorld, network, type SigningWorld } from '../../../test/signing-world.ts';
import { recount } from '../counts/recount.ts';

let world: SigningWorld;
beforeAll(async () => {
  world = await createSigningWorld({ limits: { submissionsPerNetworkHour: 10_000 } });
});
afterAll(() => world.close());
// An hour is what bursts are measured over.
beforeEach(() => world.clock.pass(86_400));

const BIG = ['gmail.com', 'naver.com', 'outlook.com', 'yahoo.com', 'icloud.com', 'proton.me'];

/** Submits each address from one network; answers the pending ids by address. */
async function submitAll(emails: readonly string[], where: string) {
  const origin = { networkHash: network(where) };
  await Promise.all(emails.map((email) => world.service.submit(world.submission(email), origin)));
  const { rows } = await world.pool.query<{ id: string }>(
    'SELECT id FROM submissions WHERE network_hash = $1 ORDER BY id',
    [origin.networkHash],
  );
  return rows.map(({ id }) => id);
}

async function confirmAll(ids: readonly string[], where: string) {
  const origin = { networkHash: network(where) };
  const results = await Promise.all(
    ids.map(async (id) =>
      world.service.confirm({ token: await world.link('confirm', id) }, origin),
    ),
  );
  return results.map(({ state }) => state);
}
const confirmed = (states: readonly string[]) => states.filter((s) => s === 'confirmed').length;
const total = async () =>
  (await world.pool.query<{ total: number }>('SELECT total FROM tally_heads')).rows[0]?.total ?? -1;

test('a vigil of 300 behind one address, with many mail domains, counts in full', async () => {
  const states: string[] = [];
  for (let batch = 0; batch < 20; batch += 1) {
    const emails = Array.from({ length: 15 }, (_, n) => {
      const domain = n % 3 === 0 ? `parish-${(batch * 15 + n) % 12}.example` : BIG[n % BIG.length];
      return `vigil-${batch}-${n}@${domain}`;
    });
    const ids = await submitAll(emails, 'vigil');
    world.clock.pass(40);
    states.push(...(await confirmAll(ids, 'vigil')));
    world.clock.pass(20);
  }
  expect(confirmed(states)).toBe(300);
});

test('5,000 scripted at one catch-all domain do not count, and one bulk void restores the total', async () => {
  const { service, pool, edition } = world;
  const before = await total();
  const emails = Array.from({ length: 5_000 }, (_, n) => `bot${n}@catch-all.example`);
  const prepared = await submitAll(emails, 'script');
  expect(prepared).toHaveLength(5_000);
  expect(confirmed(await confirmAll(prepared, 'script'))).toBe(0);
  expect(await total()).toBe(before);

  const [group] = await service.quarantine();
  expect(group).toMatchObject({
    count: 5_000,
    suspicions: expect.arrayContaining(['network-and-domain']),
  });
  const command = {
    commandId: randomUUIDv7(),
    actor: 'moderator',
    selection: { causeHash: group?.causeHash ?? '' },
  };
  const released = await service.release(command);
  expect(released).toMatchObject({ count: 5_000, total: before + 5_000 });
  expect(await service.release(command)).toEqual(released);
  await expect(service.voidSelected({ ...command, reason: 'scripted' })).rejects.toMatchObject({
    code: 'conflict',
  });
  const undone = await service.voidSelected({
    ...command,
    commandId: randomUUIDv7(),
    reason: 'scripted',
  });
  expect(undone).toMatchObject({ count: 5_000, total: before });
  expect((await recount(pool, edition.id)).drift).toEqual([]);
  const { rows } = await pool.query<{ count: number }>(
    `SELECT count FROM corrections WHERE reason = 'scripted'`,
  );
  expect(rows).toEqual([{ count: 5_000 }]);
}, 120_000);

test('a script that confirms as it goes is stopped after a hundred', async () => {
  const states: string[] = [];
  for (let n = 0; n < 140; n += 1) {
    const ids = await submitAll([`slow-bot${n}@catch-all-2.example`], 'slow script');
    states.push(...(await confirmAll(ids, 'slow script')));
    world.clock.pass(5);
  }
  expect(confirmed(states)).toBe(100);
});

test('a throwaway address is put before a person, and its owner told', async () => {
  const ids = await submitAll(['someone@mailinator.com'], 'anywhere');
  expect(await confirmAll(ids, 'anywhere')).toEqual(['quarantined']);
  const kinds = (await world.mailsTo('someone@mailinator.com')).map(({ kind }) => kind);
  expect(kinds).toEqual(['confirm', 'quarantined']);
});

test('what a person decides is in the audit log, without anybody in it', async () => {
  const { rows } = await world.pool.query<{ act: string; details: object }>(
    'SELECT act, details FROM audit_log ORDER BY at, id',
  );
  expect(rows.map(({ act }) => act)).toEqual(['signing.release', 'signing.void']);
  expect(JSON.stringify(rows)).not.toContain('@');
});
