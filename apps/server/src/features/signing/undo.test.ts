import { randomUUIDv7 } from 'node:crypto';
import { MAY_DECIDE } from '@lantern/schemas/quarantine';
import { ROLES } from '@lantern/schemas/role';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { signedIn } from '../../../test/principal.ts';
import { createSigningWorld, network, type SigningWorld } from '../../../test/signing-world.ts';
import { createCallerFactory, type Principal } from '../../platform/trpc.ts';
import { recount } from '../counts/recount.ts';
import { createSigningRouter } from './signing.router.ts';

let world: SigningWorld;
beforeAll(async () => {
  world = await createSigningWorld({ limits: { networkFactor: 1_000 } });
});
afterAll(() => world.close());

const MODERATOR = signedIn('moderator', { accountId: 'moderator' });
const as = (principal: Principal | null) =>
  createCallerFactory(createSigningRouter(world.service))({
    requestId: 'request',
    principal,
    networkHash: network('staff'),
  });
const staff = () => as(MODERATOR);

/** Signatures as confirming leaves them when they are suspect. */
async function hold(cause: string, count: number): Promise<string[]> {
  const { rows } = await world.pool.query<{ id: string }>(
    `INSERT INTO signatures (id, edition_id, state, country, locale, text_id, show_name, deliver_name,
       updates, ref, mail_provider, suspicions, cause_hash, submitted_at, confirmed_at)
     SELECT gen_random_uuid(), $1, 'quarantined', CASE WHEN n % 3 = 0 THEN 'US' ELSE 'KR' END, 'en',
       (SELECT id FROM petition_texts WHERE edition_id = $1 LIMIT 1), false, false, false,
       CASE WHEN n % 2 = 0 THEN 'friends' END, 'other', ARRAY['network'], sha256($2), now(), now()
     FROM generate_series(1, $3) AS n RETURNING id`,
    [world.edition.id, Buffer.from(cause), count],
  );
  return rows.map(({ id }) => id);
}

const state = async () => {
  const { rows } = await world.pool.query<{ state: string; n: number }>(
    'SELECT state::text, count(*)::int AS n FROM signatures GROUP BY state',
  );
  return Object.fromEntries(rows.map(({ state, n }) => [state, n]));
};
const total = async () =>
  (await world.pool.query('SELECT total FROM tally_heads')).rows[0]?.total ?? 0;
const drift = async () => (await recount(world.pool, world.edition.id)).drift;
const command = () => ({ commandId: randomUUIDv7() });

test('5,000 are taken out at once and given back at once, the totals exact throughout', async () => {
  const ids = await hold('flood', 5_000);
  const before = { state: await state(), total: await total() };
  const voided = await staff().void({ ...command(), selection: { ids }, reason: 'scripted' });
  expect(voided).toMatchObject({ count: 5_000, total: before.total });
  expect(await drift()).toEqual([]);
  const undo = { ...command(), decisionId: voided.decisionId };
  const undone = await staff().undo(undo);
  expect(undone).toMatchObject({ count: 5_000, total: before.total });
  // A lost answer is asked for again: the same one, and nothing more happens.
  expect(await staff().undo(undo)).toEqual(undone);
  expect({ state: await state(), total: await total() }).toEqual(before);
  expect(await drift()).toEqual([]);
}, 30_000);

test('what was let count by mistake waits again, keeps its numbers, and its signers are told', async () => {
  const ids = await hold('mistake', 20);
  const before = await total();
  const released = await staff().release({ ...command(), selection: { ids } });
  expect(released.total).toBe(before + 20);
  const numbers = await numbersOf(ids);
  const undone = await staff().undo({ ...command(), decisionId: released.decisionId });
  expect(undone).toMatchObject({ count: 20, total: before });
  expect(await numbersOf(ids)).toEqual(numbers);
  const { rows } = await world.pool.query(
    `SELECT count(*)::int AS told FROM pgboss.job
     WHERE name = 'mail' AND data->>'kind' = 'quarantined' AND (data->>'recordId')::uuid = ANY($1)`,
    [ids],
  );
  expect(rows).toEqual([{ told: 20 }]);
  const again = await staff().release({ ...command(), selection: { ids } });
  expect(again.total).toBe(before + 20);
  expect(await numbersOf(ids)).toEqual(numbers);
  expect(await drift()).toEqual([]);
  const fallen = await world.pool.query(
    `SELECT reason, sum(count)::int AS n FROM corrections WHERE reason IN ('held-again', 'restored')
     GROUP BY reason ORDER BY reason`,
  );
  expect(fallen.rows).toEqual([
    { reason: 'held-again', n: 20 },
    { reason: 'restored', n: 20 },
  ]);
});

async function numbersOf(ids: readonly string[]) {
  const { rows } = await world.pool.query(
    'SELECT id, number FROM signatures WHERE id = ANY($1) ORDER BY id',
    [ids],
  );
  return rows;
}

test('what changed since a decision stays as it is, and none is given back twice', async () => {
  const ids = await hold('part', 4);
  const released = await staff().release({ ...command(), selection: { ids } });
  const first = await staff().void({
    ...command(),
    selection: { ids: ids.slice(0, 1) },
    reason: 'other',
  });
  await world.service.withdraw(await world.link('withdraw', ids[1] ?? ''));
  const listed = await staff().decisions();
  expect(listed.find(({ id }) => id === released.decisionId)).toMatchObject({
    count: 4,
    standing: 2,
    counting: 2,
  });
  const undone = await staff().undo({ ...command(), decisionId: released.decisionId });
  expect(undone).toMatchObject({ count: 2, total: released.total - 4 });
  await expect(staff().undo({ ...command(), decisionId: released.decisionId })).rejects.toThrow(
    'conflict',
  );
  const back = await staff().undo({ ...command(), decisionId: first.decisionId });
  expect(back).toMatchObject({ count: 1, total: released.total - 3 });
  // It counts by the release again, which is undone for the others already.
  expect((await staff().decisions()).find(({ id }) => id === released.decisionId)).toMatchObject({
    standing: 1,
    undone: 2,
  });
  expect(await drift()).toEqual([]);
});

test('a release that was covered by a void is undone after it', async () => {
  const ids = await hold('covered', 3);
  const before = await total();
  const released = await staff().release({ ...command(), selection: { ids } });
  const voided = await staff().void({ ...command(), selection: { ids }, reason: 'other' });
  await staff().undo({ ...command(), decisionId: voided.decisionId });
  expect(await total()).toBe(before + 3);
  const undone = await staff().undo({ ...command(), decisionId: released.decisionId });
  expect(undone).toMatchObject({ count: 3, total: before });
  const { rows } = await world.pool.query(
    'SELECT DISTINCT state::text, decision_id, state_before FROM signatures WHERE id = ANY($1)',
    [ids],
  );
  expect(rows).toEqual([{ state: 'quarantined', decision_id: null, state_before: null }]);
  expect(await drift()).toEqual([]);
});

test('two people who undo the same decision at once undo it once', async () => {
  const ids = await hold('race', 50);
  const { decisionId } = await staff().release({ ...command(), selection: { ids } });
  const both = await Promise.allSettled(
    [1, 2].map(() => staff().undo({ ...command(), decisionId })),
  );
  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  expect(await drift()).toEqual([]);
});

test('a decision nobody made is not found, and undoing is for those who decide', async () => {
  const unknown = () => ({ ...command(), decisionId: randomUUIDv7() });
  await expect(staff().undo(unknown())).rejects.toThrow('not-found');
  await expect(as(null).undo(unknown())).rejects.toThrow('not-signed-in');
  for (const role of ROLES) {
    const refusal = MAY_DECIDE.includes(role) ? 'not-found' : 'forbidden';
    await expect(as({ ...MODERATOR, role }).undo(unknown())).rejects.toThrow(refusal);
  }
});
