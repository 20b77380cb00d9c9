import { randomUUIDv7 } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { signedIn } from '../../../test/principal.ts';
import { createSigningWorld, network, type SigningWorld } from '../../../test/signing-world.ts';
import { createCallerFactory, type Principal } from '../../platform/trpc.ts';
import { suppress, suppressBeside, THRESHOLD } from '../counts/suppression.ts';
import { recount } from '../counts/recount.ts';
import { createPartners } from './partners.ts';
import { createPartnersRouter } from './partners.router.ts';

let world: SigningWorld;
beforeAll(async () => {
  world = await createSigningWorld({ partners: new Set(['church', 'society']) });
});
afterAll(() => world.close());

const home = { networkHash: network('home') };
const admin = signedIn('admin');

function feature({ local = false } = {}) {
  const { pool, clock, edition } = world;
  return createPartners({
    pool,
    clock,
    newId: randomUUIDv7,
    local,
    suppression: { threshold: THRESHOLD, suppress, suppressBeside },
    currentEdition: async () => edition,
  });
}
const callerFor = (principal: Principal | null, partners = feature()) =>
  createCallerFactory(createPartnersRouter(partners))({
    requestId: 'r',
    principal,
    networkHash: Buffer.alloc(0),
  });
const words = (ref: string, more: object = {}) => ({
  commandId: randomUUIDv7(),
  ref,
  name: 'A Church',
  origins: ['https://Church.example/'],
  locales: ['en' as const],
  ...more,
});

/** Someone who speaks for a partner. */
const speakerFor = (partnerId: string | null): Principal => ({
  ...admin,
  accountId: 'speaker',
  role: 'partner',
  partnerId,
});

describe('the registry', () => {
  test('registers once, whatever is sent again, and writes the act down', async () => {
    const partners = feature();
    const caller = callerFor(admin, partners);
    const asked = words('church');
    const first = await caller.register(asked);
    expect(await caller.register(asked)).toEqual(first);
    await expect(caller.register({ ...asked, name: 'Another' })).rejects.toMatchObject({
      cause: { code: 'conflict' },
    });
    const known = await partners.registry.find('church');
    expect(known).toMatchObject({ id: first.id, origins: ['https://church.example'] });
    const { rows } = await world.pool.query('SELECT act, actor, details FROM audit_log');
    expect(rows).toEqual([
      {
        act: 'partners.register',
        actor: 'admin-1',
        details: { ref: 'church', origins: ['https://church.example'], locales: ['en'] },
      },
    ]);
  });

  test.each([
    ['taken', { ref: 'church' }],
    ['reserved', { ref: 'embed' }],
    ['with capitals', { ref: 'Church' }],
    ['too short', { ref: 'ab' }],
    ['with a wildcard', { ref: 'wild', origins: ['https://*.example.org'] }],
    ['without TLS', { ref: 'plain', origins: ['http://example.org'] }],
    ['of this machine', { ref: 'local', origins: ['http://localhost:8080'] }],
    ['with a path', { ref: 'path', origins: ['https://example.org/here'] }],
    ['by its number', { ref: 'number', origins: ['https://192.0.2.1'] }],
    ['as a directive', { ref: 'inject', origins: ["https://a.example; script-src 'none'"] }],
    ['without a language', { ref: 'mute', locales: [] }],
  ])('refuses a code or a site %s', async (_why, { ref, ...more }) => {
    await expect(callerFor(admin).register(words(ref, more))).rejects.toThrow();
    expect(await feature().registry.isKnown(ref)).toBe(ref === 'church');
  });

  test('sites of this machine may frame a local Lantern', async () => {
    const partners = feature({ local: true });
    const origins = ['http://localhost:8080', 'http://localhost:8080/', 'https://b.example:443'];
    await callerFor(admin, partners).register(words('nearby', { origins }));
    expect((await partners.registry.find('nearby'))?.origins).toEqual([
      'http://localhost:8080',
      'https://b.example',
    ]);
  });

  test('an ended partner’s code counts no more, until it is taken back', async () => {
    const partners = feature();
    const caller = callerFor(admin, partners);
    const { id } = await caller.register(words('passing'));
    await caller.end({ commandId: randomUUIDv7(), id });
    expect(await partners.registry.isKnown('passing')).toBe(false);
    expect(await partners.registry.find('passing')).not.toBeNull();
    await caller.reopen({ commandId: randomUUIDv7(), id });
    expect(await partners.registry.isKnown('passing')).toBe(true);
    const { commandId: _commandId, ref: _ref, ...changed } = words('passing');
    const change = { ...changed, id, commandId: randomUUIDv7(), origins: [] };
    await caller.change({ ...change, locales: ['ko', 'zh-Hans'] });
    expect(await partners.registry.find('passing')).toMatchObject({
      origins: [],
      locales: ['ko', 'zh-Hans'],
    });
    const nobody = { commandId: randomUUIDv7(), id: randomUUIDv7() };
    await expect(caller.end(nobody)).rejects.toMatchObject({ cause: { code: 'not-found' } });
  });

  test('is read by staff, changed by administrators, and nobody’s else', async () => {
    const as = (role: Principal['role']) => callerFor({ ...admin, role });
    const refused = { cause: { code: 'forbidden' } };
    for (const role of ['moderator', 'observer'] as const) {
      expect((await as(role).list()).partners.length).toBeGreaterThan(0);
      await expect(as(role).register(words('nope'))).rejects.toMatchObject(refused);
    }
    for (const role of ['partner', 'coordinator', 'region-lead'] as const)
      await expect(as(role).list()).rejects.toMatchObject(refused);
    await expect(callerFor(admin).own()).rejects.toMatchObject(refused);
    await expect(
      callerFor({ ...admin, fresh: false }).register(words('stolen')),
    ).rejects.toMatchObject({ cause: { code: 'sign-in-again' } });
    await expect(callerFor(null).list()).rejects.toMatchObject({
      cause: { code: 'not-signed-in' },
    });
  });
});

let signers = 0;
/** Signs and confirms; answers the signature's id and its code's link. */
async function sign(ref: string | null, country = 'KR', domain = ''): Promise<string> {
  signers += 1;
  const email = `signer${signers}@${domain || `host${signers}.example`}`;
  const { service, submission, mailsTo, link } = world;
  await service.submit(submission(email, { ref, country }), {
    networkHash: network(`n${signers}`),
  });
  const id = (await mailsTo(email)).at(-1)?.recordId ?? '';
  await service.confirm({ token: await link('confirm', id) }, home);
  return id;
}
const tallies = async () =>
  Object.fromEntries(
    (
      await world.pool.query<{ key: string; total: number }>(
        `SELECT key, total FROM tallies WHERE dimension = 'ref' ORDER BY key`,
      )
    ).rows.map(({ key, total }) => [key, total]),
  );

describe('what came by a code', () => {
  test('counts for known codes only, exactly, after withdrawal, void and release', async () => {
    const ids = [];
    for (let count = 0; count < 12; count += 1) ids.push(await sign('church'));
    await sign('unknown-code');
    await sign(null);
    expect(await tallies()).toMatchObject({ '': 2, church: 12 });
    await world.service.withdraw(await world.link('withdraw', ids[0] ?? ''));
    await world.service.voidSelected({
      commandId: randomUUIDv7(),
      actor: 'admin-1',
      reason: 'scripted',
      selection: { ids: ids.slice(1, 4) },
    });
    expect((await tallies())['church']).toBe(8);
    const held = [await sign('church', 'KR', 'mailinator.com'), await sign('church')];
    expect((await tallies())['church']).toBe(9);
    await world.service.release({
      commandId: randomUUIDv7(),
      actor: 'admin-1',
      selection: { ids: held.slice(0, 1) },
    });
    expect(await tallies()).toEqual({ '': 2, church: 10 });
    expect((await recount(world.pool, world.edition.id)).drift).toEqual([]);
  });

  test('a partner sees its own figures, and no other’s', async () => {
    const partners = feature();
    const { id } = await callerFor(admin, partners).register(
      words('society', { name: 'A Society', origins: [] }),
    );
    const church = await partners.registry.find('church');
    const ours = callerFor(speakerFor(church?.id ?? null), partners);
    const theirs = callerFor(speakerFor(id), partners);
    const lost = callerFor(speakerFor(null), partners);
    await expect(lost.own()).rejects.toMatchObject({ cause: { code: 'forbidden' } });
    for (let count = 0; count < 20; count += 1) await sign(null, 'US');
    const own = await ours.own();
    expect(own).toMatchObject({ total: 10, countries: [], otherCountries: 10 });
    expect(own.spans.map(({ total }) => total)).toEqual([10]);
    expect(own.partner).toMatchObject({ ref: 'church', ended: false });
    expect(own.everyone).toBe(32);
    expect(await theirs.own()).toMatchObject({ partner: { ref: 'society' }, total: null });
    expect(JSON.stringify(await theirs.own())).not.toContain('church');
    const { partners: listed } = await callerFor(admin, partners).list();
    expect(listed.find(({ ref }) => ref === 'society')?.total).toBeNull();
  });
});
