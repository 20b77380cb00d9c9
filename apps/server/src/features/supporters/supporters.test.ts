import { randomUUIDv7 } from 'node:crypto';
import { ROLES } from '@lantern/schemas/role';
import type { Submission } from '@lantern/schemas/signature';
import { NEWEST_SUPPORTERS, newestSupportersSchema } from '@lantern/schemas/supporters';
import { MAY_EDIT_SUPPORTERS } from '@lantern/schemas/supporters-roles';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { signedIn } from '../../../test/principal.ts';
import { createSigningWorld, network, type SigningWorld } from '../../../test/signing-world.ts';
import { createCallerFactory, type Principal } from '../../platform/trpc.ts';
import { createSupportersRouter } from './supporters.router.ts';
import { createSupportersService } from './supporters.service.ts';

let world: SigningWorld;
beforeAll(async () => {
  world = await createSigningWorld();
});
afterAll(() => world.close());
beforeEach(async () => {
  await world.pool.query('UPDATE signatures SET show_name = false');
  await world.pool.query('UPDATE editions SET supporters_hidden = false');
});

const moderator = signedIn('moderator', { accountId: 'mod-1', fresh: false });

/** A node of its own for each caller, so that no cache of a test before it speaks. */
function callerFor(principal: Principal | null) {
  const { pool, keyring, clock, edition } = world;
  const service = createSupportersService({
    pool,
    keyring,
    clock,
    newId: randomUUIDv7,
    editionFor: async () => edition,
  });
  const context = { requestId: 'r', principal, networkHash: Buffer.alloc(0) };
  return createCallerFactory(createSupportersRouter(service))(context);
}
const newest = async () => newestSupportersSchema.parse(await callerFor(null).newest({}));

let people = 0;
async function signed(name: string, more: Partial<Submission> = { showName: true }) {
  people += 1;
  const email = `supporter-${people}@example.org`;
  const home = { networkHash: network(`home-${people}`) };
  await world.service.submit(world.submission(email, { name, ...more }), home);
  const id = (await world.mailsTo(email)).at(-1)?.recordId ?? '';
  await world.service.confirm({ token: await world.link('confirm', id) }, home);
  world.clock.pass(1);
  return id;
}

test('those who chose to be shown are, newest first, by their name alone', async () => {
  await signed('First');
  await signed('Silent', { showName: false });
  await signed('Delivered only', { showName: false, deliverName: true });
  await signed('مريم الزهراء');
  expect(await newest()).toEqual({ hidden: false, names: ['مريم الزهراء', 'First'] });
});

test('only the newest few are told', async () => {
  for (let n = 0; n <= NEWEST_SUPPORTERS; n += 1) await signed(`Person ${n}`);
  const { names } = await newest();
  expect(names).toHaveLength(NEWEST_SUPPORTERS);
  expect(names).not.toContain('Person 0');
});

test('who has not confirmed, is held or was set aside is not shown', async () => {
  const home = { networkHash: network('pending') };
  const pending = world.submission('pending@example.org', { name: 'Pending', showName: true });
  await world.service.submit(pending, home);
  for (const state of ['quarantined', 'void'] as const) {
    const id = await signed(state);
    await world.pool.query('UPDATE signatures SET state = $2 WHERE id = $1', [id, state]);
  }
  expect((await newest()).names).toEqual([]);
});

test('a name is gone with its withdrawal and with its erasure', async () => {
  const leaver = await signed('Leaver');
  const erased = await signed('Erased');
  await signed('Stays');
  expect((await newest()).names).toEqual(['Stays', 'Erased', 'Leaver']);
  await world.service.withdraw(await world.link('withdraw', leaver));
  await world.service.erase(await world.link('erase', erased));
  expect((await newest()).names).toEqual(['Stays']);
});

test('an erasure after the delivery takes the name as well, though the signature stays', async () => {
  const start = world.clock.now();
  const id = await signed('Delivered');
  world.clock.set(new Date(world.edition.deliversAt.getTime() + 1_000));
  await world.service.erase(await world.link('erase', id));
  world.clock.set(start);
  expect((await newest()).names).toEqual([]);
});

test('the switch of the edition hides the whole list', async () => {
  await signed('Somebody');
  await world.pool.query('UPDATE editions SET supporters_hidden = true');
  expect(await newest()).toEqual({ hidden: true, names: [] });
});

test('staff take one name off and put it back; both are logged without the name', async () => {
  await signed('Keeps');
  const signatureId = await signed('Rude');
  const caller = callerFor(moderator);
  const hide = { commandId: randomUUIDv7(), signatureId, hidden: true };
  expect(await caller.newest({})).toMatchObject({ names: ['Rude', 'Keeps'] });
  expect(await caller.setHidden(hide)).toEqual({ hidden: true });
  expect(await caller.setHidden(hide)).toEqual({ hidden: true });
  // The node that acted does not wait for its cache.
  expect(await caller.newest({})).toMatchObject({ names: ['Keeps'] });
  const { supporters } = await caller.list({});
  expect(supporters.map(({ name, hiddenAt }) => [name, hiddenAt !== null])).toEqual([
    ['Rude', true],
    ['Keeps', false],
  ]);
  await expect(caller.setHidden({ ...hide, hidden: false })).rejects.toMatchObject({
    cause: { code: 'conflict' },
  });
  await caller.setHidden({ commandId: randomUUIDv7(), signatureId, hidden: false });
  expect((await newest()).names).toEqual(['Rude', 'Keeps']);
  const { rows } = await world.pool.query(
    `SELECT act, actor, details FROM audit_log WHERE subject = $1 ORDER BY id`,
    [signatureId],
  );
  const details = { editionId: world.edition.id };
  expect(rows).toEqual([
    { act: 'supporters.hide', actor: 'mod-1', details },
    { act: 'supporters.show', actor: 'mod-1', details },
  ]);
});

test('who did not choose to be shown cannot be found, shown or hidden by staff', async () => {
  const signatureId = await signed('Unseen', { showName: false });
  const caller = callerFor(moderator);
  expect(await caller.list({ search: 'unseen' })).toEqual({ supporters: [], more: false });
  const command = { commandId: randomUUIDv7(), signatureId };
  await expect(caller.setHidden({ ...command, hidden: false })).rejects.toMatchObject({
    cause: { code: 'not-found' },
  });
});

test('a name is found by a part of it, whatever its accents and case', async () => {
  await signed('José Ángel');
  await signed('김하늘');
  const found = async (search: string) =>
    (await callerFor(moderator).list({ search })).supporters.map(({ name }) => name);
  expect(await found('JOSE ang')).toEqual(['José Ángel']);
  expect(await found('하늘')).toEqual(['김하늘']);
  expect(await found('nobody')).toEqual([]);
});

test.each(ROLES)('%s may edit the list only if the policy says so', async (role) => {
  const call = callerFor({ ...moderator, role }).list({});
  if (MAY_EDIT_SUPPORTERS.includes(role)) await expect(call).resolves.toBeDefined();
  else await expect(call).rejects.toMatchObject({ cause: { code: 'forbidden' } });
});

test('strangers read the names and nothing else', async () => {
  await expect(callerFor(null).list({})).rejects.toMatchObject({
    cause: { code: 'not-signed-in' },
  });
});
