import { afterEach, beforeEach, expect, test } from 'vitest';
import { linkIn, openAuth, tokenOf, type OpenAuth } from './auth.fixture.ts';
import { createSoftAuthenticator } from './soft-authenticator.fixture.ts';

let auth: OpenAuth;
beforeEach(async () => {
  auth = await openAuth();
});
afterEach(() => auth.close());

/** Somebody enrolled and signed in. */
async function enrolled(token: string) {
  const device = createSoftAuthenticator();
  const browser = auth.browser();
  await browser.enrol({ token, device });
  const principal = await auth.principalOf(browser.headers());
  if (!principal) throw new Error('who has enrolled is signed in');
  return { device, browser, principal };
}

const firstAdmin = async () => enrolled(tokenOf(await auth.ensureEnrolmentLink()));

async function invited(by: Awaited<ReturnType<typeof firstAdmin>>, role: 'admin' | 'observer') {
  const act = { commandId: auth.newId(), principal: by.principal };
  const asked = await auth.service.invite(act, { email: `${role}@example.org`, role });
  return enrolled(tokenOf(linkIn(asked)));
}

test('freezing ends sessions and sockets at once, and keeps the account out', async () => {
  const admin = await firstAdmin();
  const other = await invited(admin, 'observer');
  const { accountId } = other.principal;
  const act = { commandId: auth.newId(), principal: admin.principal };
  await auth.service.freeze(act, accountId);
  expect(auth.ended).toEqual([accountId]);
  expect(await auth.principalOf(other.browser.headers())).toBeNull();
  const refused = await auth.browser().signIn(other.device);
  expect(refused).toMatchObject({ status: 403, body: { code: 'account-frozen' } });

  // The same command again is the same act, once.
  await auth.service.freeze(act, accountId);
  const audit = await auth.db.pool.query(
    `SELECT actor, subject FROM audit_log WHERE act = 'freeze'`,
  );
  expect(audit.rows).toEqual([{ actor: admin.principal.accountId, subject: accountId }]);
  const events = await auth.db.pool.query(
    `SELECT payload FROM events WHERE stream = 'staff' AND kind = 'account-frozen'`,
  );
  expect(events.rows).toEqual([{ payload: { accountId } }]);
});

test('a session written while its account was being frozen is nobody’s', async () => {
  const admin = await firstAdmin();
  const other = await invited(admin, 'observer');
  await auth.db.pool.query('UPDATE users SET frozen_at = now() WHERE id = $1', [
    other.principal.accountId,
  ]);
  expect(await auth.principalOf(other.browser.headers())).toBeNull();
});

test('the last administrator cannot be frozen, also when two freeze each other at once', async () => {
  const one = await firstAdmin();
  const freeze = (by: typeof one, target: typeof one) =>
    auth.service.freeze(
      { commandId: auth.newId(), principal: by.principal },
      target.principal.accountId,
    );
  await expect(freeze(one, one)).rejects.toMatchObject({ code: 'conflict' });
  const two = await invited(one, 'admin');
  const results = await Promise.allSettled([freeze(one, two), freeze(two, one)]);
  expect(results.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
});

test('the last passkey stays, also when two are removed at once', async () => {
  const { browser, principal } = await firstAdmin();
  await browser.enrol();
  const passkeys = await auth.own.passkeys(principal);
  expect(passkeys).toHaveLength(2);
  const results = await Promise.allSettled(
    passkeys.map(({ id }) => auth.own.removePasskey({ commandId: auth.newId(), principal }, id)),
  );
  expect(results.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  expect(await auth.own.passkeys(principal)).toHaveLength(1);
});

test('nobody touches another’s passkey', async () => {
  const admin = await firstAdmin();
  const other = await invited(admin, 'observer');
  const [theirs] = await auth.own.passkeys(admin.principal);
  const act = { commandId: auth.newId(), principal: other.principal };
  const id = theirs?.id ?? '';
  await expect(auth.own.removePasskey(act, id)).rejects.toMatchObject({ code: 'not-found' });
  const again = { ...act, commandId: auth.newId() };
  await expect(auth.own.renamePasskey(again, { id, name: 'mine' })).rejects.toMatchObject({
    code: 'not-found',
  });
});

test('signing out everywhere ends every session; signing out ends this one', async () => {
  const { browser, device, principal } = await firstAdmin();
  const second = auth.browser();
  await second.signIn(device);
  await second.send('/sign-out', { body: {} });
  expect(await auth.principalOf(second.headers())).toBeNull();
  expect(await auth.own.sessions(principal)).toMatchObject([{ current: true }]);
  const third = auth.browser();
  await third.signIn(device);
  await auth.own.signOutEverywhere({ commandId: auth.newId(), principal });
  expect(await auth.principalOf(browser.headers())).toBeNull();
  expect(await auth.principalOf(third.headers())).toBeNull();
  expect(auth.ended).toEqual([principal.accountId]);
});

test('signing in answers alike for an unknown passkey and a wrong one', async () => {
  const { device } = await firstAdmin();
  const unknown = await auth.browser().signIn(createSoftAuthenticator());
  const forged = await auth.browser().signIn(device, { rpId: 'lantern.example' });
  const unchecked = await auth.browser().signIn(device, { userVerified: false });
  expect(unknown).toMatchObject({ status: 401, body: { code: 'not-signed-in' } });
  const plain = ({ status, body }: typeof unknown) => ({ status, code: body.code });
  expect(plain(forged)).toEqual(plain(unknown));
  expect(plain(unchecked)).toEqual(plain(unknown));
});

test('cookies are out of reach of scripts and of other sites; answers hold no token', async () => {
  const { device } = await firstAdmin();
  const { cookies, body } = await auth.browser().signIn(device);
  const session = cookies.find(({ name }: { name: string }) => name === 'lantern.session_token');
  expect(session).toMatchObject({ httpOnly: true, sameSite: 'Strict', path: '/' });
  expect(body).toEqual({ ok: true });
});

test('in production the cookies are bound to this one host', async () => {
  const production = await openAuth('https://lantern.example');
  const { cookies } = await production
    .browser()
    .send('/passkey/generate-authenticate-options', { body: {} });
  expect(cookies).toMatchObject([
    { name: expect.stringMatching(/^__Host-/u), secure: true, path: '/', httpOnly: true },
  ]);
  expect(cookies[0]).not.toHaveProperty('domain');
  await production.close();
});

test('a session that is used is prolonged, by POST alone', async () => {
  const { browser, principal } = await firstAdmin();
  await auth.db.pool.query(`UPDATE sessions SET expires_at = now() + interval '1 hour'`);
  await auth.principalOf(browser.headers());
  const ends = async () => Date.parse((await auth.own.sessions(principal))[0]?.expiresAt ?? '');
  expect(await ends()).toBeLessThan(Date.now() + 61 * 60_000);
  expect((await browser.send('/get-session', { body: {} })).body).toEqual({ signedIn: true });
  expect(await ends()).toBeGreaterThan(Date.now() + 11 * 3_600_000);
});

test('whatever else better-auth offers cannot be reached', async () => {
  const browser = auth.browser();
  const sign = { email: 'a@example.org', password: 'password-of-12', name: 'A' };
  expect((await browser.send('/sign-up/email', { body: sign })).status).toBe(404);
  expect((await browser.send('/sign-in/email', { body: sign })).status).toBe(404);
  expect((await browser.send('/list-sessions')).status).toBe(404);
  expect((await browser.send('/passkey/delete-passkey', { body: { id: 'x' } })).status).toBe(404);
});

test('one network cannot ask without end', async () => {
  const browser = auth.browser();
  const answers = [];
  for (let ask = 0; ask < 125; ask += 1)
    answers.push((await browser.send('/get-session', { body: {} })).status);
  expect(answers.filter((status) => status === 429)).toHaveLength(5);
});
