import { afterEach, beforeEach, expect, test } from 'vitest';
import { createCallerFactory } from '../../platform/trpc.ts';
import { linkIn, openAuth, tokenOf, type OpenAuth } from './auth.fixture.ts';
import { createAuthRouter } from './auth.router.ts';
import { createSoftAuthenticator } from './soft-authenticator.fixture.ts';

let auth: OpenAuth;
beforeEach(async () => {
  auth = await openAuth();
});
afterEach(() => auth.close());

type Browser = ReturnType<OpenAuth['browser']>;

/** The procedures, as this browser may call them now. */
async function callerOf(browser: Browser) {
  const principal = await auth.principalOf(browser.headers());
  const context = { requestId: 'r', principal, networkHash: Buffer.alloc(32) };
  return createCallerFactory(createAuthRouter(auth))(context);
}

async function firstAdmin() {
  const device = createSoftAuthenticator();
  const browser = auth.browser();
  await browser.enrol({ token: tokenOf(await auth.ensureEnrolmentLink()), device });
  const principal = await auth.principalOf(browser.headers());
  if (!principal) throw new Error('who has enrolled is signed in');
  return { device, browser, principal };
}

const again = { cause: { code: 'sign-in-again' } };

test('a session stolen more than ten minutes after it began invites nobody', async () => {
  const { browser, device, principal } = await firstAdmin();
  const invitation = {
    commandId: auth.newId(),
    email: 'new@example.org',
    role: 'observer',
  } as const;
  auth.moveClock(10 * 60_000 + 1_000);
  await expect((await callerOf(browser)).invite(invitation)).rejects.toMatchObject(again);
  const freeze = { commandId: auth.newId(), accountId: principal.accountId };
  await expect((await callerOf(browser)).freeze(freeze)).rejects.toMatchObject(again);
  const passkey = { commandId: auth.newId(), id: 'any' };
  await expect((await callerOf(browser)).removePasskey(passkey)).rejects.toMatchObject(again);
  expect((await auth.db.pool.query('SELECT FROM invitations WHERE used_at IS NULL')).rowCount).toBe(
    0,
  );

  // Sessions begin by the real clock, and the test's runs ahead of it.
  auth.moveClock(-11 * 60_000);
  expect((await browser.signIn(device, {}, principal.accountId)).status).toBe(200);
  expect(await (await callerOf(browser)).invite(invitation)).toMatchObject({
    link: expect.stringContaining('#'),
  });
});

test('signing in again begins another session and ends the one it replaces, stolen copies too', async () => {
  const { browser, device, principal } = await firstAdmin();
  const stolen = browser.headers();
  const other = auth.browser();
  await other.signIn(device);
  await browser.signIn(device, {}, principal.accountId);
  expect(await auth.principalOf(stolen)).toBeNull();
  expect(await auth.principalOf(browser.headers())).toMatchObject({ fresh: true });
  expect(await auth.principalOf(other.headers())).not.toBeNull();
});

test('the passkey of another account does not go on with what this one began', async () => {
  const { browser, principal } = await firstAdmin();
  const act = { commandId: auth.newId(), principal };
  const asked = await auth.service.invite(act, { email: 'b@example.org', role: 'observer' });
  const theirs = createSoftAuthenticator();
  await auth.browser().enrol({ token: tokenOf(linkIn(asked)), device: theirs });
  const before = browser.headers();
  const refused = await browser.signIn(theirs, {}, principal.accountId);
  expect(refused).toMatchObject({ status: 403, body: { code: 'forbidden' } });
  expect(await auth.principalOf(before)).toMatchObject({ accountId: principal.accountId });
});

test('reading, and what protects oneself, needs no fresh session', async () => {
  const { browser } = await firstAdmin();
  auth.moveClock(11 * 60_000);
  const caller = await callerOf(browser);
  expect(await caller.people()).toHaveLength(1);
  expect(await caller.signOutEverywhere({ commandId: auth.newId() })).toEqual({ ended: 1 });
});

test('a link for a partner carries the organisation to its account, and to nobody else', async () => {
  const { browser } = await firstAdmin();
  const caller = await callerOf(browser);
  const [running, ended] = [auth.newId(), auth.newId()];
  await auth.db.pool.query(
    `INSERT INTO partners (id, ref, name, origins, locales, created_at, created_by, ended_at)
     VALUES ($1, 'running', 'Running', '{}', '{en}', now(), 'x', NULL),
            ($2, 'ended', 'Ended', '{}', '{en}', now(), 'x', now())`,
    [running, ended],
  );
  const invite = (role: 'partner' | 'observer', partnerId?: string) =>
    caller.invite({ commandId: auth.newId(), email: 'p@example.org', role, partnerId });
  await expect(invite('partner')).rejects.toMatchObject({ code: 'BAD_REQUEST' });
  await expect(invite('observer', running)).rejects.toMatchObject({ code: 'BAD_REQUEST' });
  await expect(invite('partner', ended)).rejects.toMatchObject({
    cause: { code: 'invalid-input' },
  });
  const asked = await invite('partner', running);
  const theirs = auth.browser();
  await theirs.enrol({ token: tokenOf(linkIn(asked)) });
  expect(await auth.principalOf(theirs.headers())).toMatchObject({
    role: 'partner',
    partnerId: running,
  });
});
