import { afterEach, beforeEach, expect, test } from 'vitest';
import { linkIn, openAuth, ORIGIN, tokenOf, type OpenAuth } from './auth.fixture.ts';
import { randomUUIDv7 } from 'node:crypto';
import { recordAct } from '../../platform/audit.ts';
import { createKeyring } from '../../platform/keyring.ts';
import { INVITATION_MS } from './auth.policy.ts';
import { inviteFromServer } from './server-invitation.ts';
import { createSoftAuthenticator } from './soft-authenticator.fixture.ts';

let auth: OpenAuth;
beforeEach(async () => {
  auth = await openAuth();
});
afterEach(() => auth.close());

const bootToken = async () => tokenOf(await auth.ensureEnrolmentLink());

test('the first administrator enrols from the boot link, is signed in, and signs in again', async () => {
  const device = createSoftAuthenticator();
  const browser = auth.browser();
  const enrolled = await browser.enrol({ token: await bootToken(), device });
  expect(enrolled.status).toBe(200);
  expect(await auth.principalOf(browser.headers())).toMatchObject({ role: 'admin' });
  expect(await auth.ensureEnrolmentLink()).toBeNull();

  const other = auth.browser();
  expect((await other.signIn(device)).body).toEqual({ ok: true });
  expect(await auth.principalOf(other.headers())).toMatchObject({ role: 'admin' });
});

test('of twenty who use one link at once, one gets in', async () => {
  const token = await bootToken();
  const all = await Promise.all(Array.from({ length: 20 }, () => auth.browser().enrol({ token })));
  expect(all.filter(({ status }) => status === 200)).toHaveLength(1);
  expect(all.filter(({ status }) => status === 410)).toHaveLength(19);
  const { rows } = await auth.db.pool.query('SELECT id FROM passkeys');
  expect(rows).toHaveLength(1);
});

test('a used link is dead and says so; looking at one uses nothing up', async () => {
  const token = await bootToken();
  for (let look = 0; look < 5; look += 1)
    expect(await auth.enrolment.inspect(token)).toMatchObject({ state: 'open' });
  await auth.browser().enrol({ token });
  expect(await auth.enrolment.inspect(token)).toEqual({ state: 'used' });
  expect((await auth.browser().enrol({ token })).body).toMatchObject({ code: 'token-invalid' });
});

test('a link runs out after a day, also between looking and pressing', async () => {
  const token = await bootToken();
  const browser = auth.browser();
  const headers = { 'x-lantern-invitation': token };
  const begun = await browser.send('/passkey/generate-register-options', { body: {}, headers });
  auth.moveClock(INVITATION_MS + 1);
  expect(await auth.enrolment.inspect(token)).toEqual({ state: 'gone' });
  expect((await auth.browser().enrol({ token })).body).toMatchObject({ code: 'token-expired' });
  const response = createSoftAuthenticator().register(begun.body, {
    origin: ORIGIN,
  });
  const late = await browser.send('/passkey/verify-registration', { headers, body: { response } });
  expect(late.body).toMatchObject({ code: 'token-invalid' });
});

test('a newer boot link ends the older', async () => {
  const [older, newer] = [await bootToken(), await bootToken()];
  expect(await auth.enrolment.inspect(older)).toEqual({ state: 'gone' });
  expect(await auth.enrolment.inspect(newer)).toMatchObject({ state: 'open' });
});

test('neither the token nor anything of the device or network is stored', async () => {
  const token = await bootToken();
  const browser = auth.browser();
  await browser.send('/passkey/generate-register-options', {
    body: {},
    headers: { 'x-lantern-invitation': token, 'x-forwarded-for': '203.0.113.9' },
  });
  await browser.enrol({ token });
  const tables = [
    'invitations',
    'users',
    'sessions',
    'passkeys',
    'verifications',
    'audit_log',
    'events',
  ];
  for (const table of tables) {
    const { rows } = await auth.db.pool.query(`SELECT * FROM ${table}`);
    const stored = JSON.stringify(rows);
    expect(stored).not.toContain(token);
    expect(stored).not.toContain(Buffer.from(token, 'base64url').toString('hex'));
    expect(stored).not.toContain('canary-agent');
    expect(stored).not.toContain('203.0.113.9');
  }
});

test('a page at another origin, or for another site, gets nowhere', async () => {
  const token = await bootToken();
  const elsewhere = await auth.browser('http://localhost.example:4000').enrol({ token });
  expect(elsewhere.body).toMatchObject({ code: 'forbidden' });
  const relayed = await auth
    .browser()
    .enrol({ token, site: { origin: 'https://lantern.example' } });
  expect(relayed.status).toBe(400);
  const otherSite = await auth.browser().enrol({ token, site: { rpId: 'lantern.example' } });
  expect(otherSite.status).toBe(400);
  expect(await auth.enrolment.inspect(token)).toMatchObject({ state: 'open' });
});

test('a device that checked nobody is refused, and the link stays good', async () => {
  const token = await bootToken();
  const unchecked = await auth.browser().enrol({ token, site: { userVerified: false } });
  expect(unchecked.body).toMatchObject({ code: 'forbidden' });
  expect(await auth.enrolment.inspect(token)).toMatchObject({ state: 'open' });
});

test('no passkey without a link or a session; a link cannot be swapped in between', async () => {
  expect((await auth.browser().enrol()).body).toMatchObject({ code: 'not-signed-in' });
  const admin = auth.browser();
  await admin.enrol({ token: await bootToken() });
  const begun = await admin.send('/passkey/generate-register-options', { body: {} });
  const principal = await auth.principalOf(admin.headers());
  if (!principal) throw new Error('the administrator is signed in');
  const asked = await auth.service.invite(
    { commandId: auth.newId(), principal },
    { email: 'other@example.org', role: 'observer' },
  );
  const response = createSoftAuthenticator().register(begun.body, {
    origin: ORIGIN,
  });
  const swapped = await admin.send('/passkey/verify-registration', {
    headers: { 'x-lantern-invitation': tokenOf(linkIn(asked)) },
    body: { response },
  });
  expect(swapped.body).toMatchObject({ code: 'token-invalid' });
});

test('a second passkey needs a young session', async () => {
  const browser = auth.browser();
  await browser.enrol({ token: await bootToken() });
  expect((await browser.enrol()).status).toBe(200);
  auth.moveClock(11 * 60_000);
  expect((await browser.enrol()).body).toMatchObject({ code: 'sign-in-again' });
});

test('a link made on the server lets an administrator in, is audited, and unfreezes nobody', async () => {
  const newId = () => randomUUIDv7();
  const clock = { now: () => new Date() };
  const deps = {
    pool: auth.db.pool,
    keyring: createKeyring(Buffer.alloc(32, 7)),
    clock,
    newId,
    publicOrigin: ORIGIN,
    recordAct: (tx: Parameters<typeof recordAct>[0], act: { actor: string; act: string }) =>
      recordAct(tx, { details: {}, ...act, id: newId(), at: clock.now() }),
  };
  const first = await inviteFromServer(deps, 'Chair@Example.org');
  const second = await inviteFromServer(deps, 'chair@example.org');
  if (first.state !== 'invited' || second.state !== 'invited') throw new Error('nobody is frozen');
  expect(await auth.enrolment.inspect(tokenOf(first.url))).toEqual({ state: 'gone' });
  const browser = auth.browser();
  await browser.enrol({ token: tokenOf(second.url) });
  expect(await auth.principalOf(browser.headers())).toMatchObject({ role: 'admin' });
  const { rows } = await auth.db.pool.query(`SELECT actor FROM audit_log WHERE act = 'invite'`);
  expect(rows).toEqual([{ actor: 'server' }, { actor: 'server' }]);
  await auth.db.pool.query('UPDATE users SET frozen_at = now()');
  expect(await inviteFromServer(deps, 'chair@example.org')).toEqual({ state: 'frozen' });
});
