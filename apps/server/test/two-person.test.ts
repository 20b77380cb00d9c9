import { afterEach, beforeEach, expect, test } from 'vitest';
import { createApprovals } from '../src/features/approvals/approvals.ts';
import { createApprovalsRouter } from '../src/features/approvals/approvals.router.ts';
import { createAccountsRepo, readEmails } from '../src/features/auth/accounts.repo.ts';
import { openAuth, ORIGIN, tokenOf, type OpenAuth } from '../src/features/auth/auth.fixture.ts';
import { createAuthRouter } from '../src/features/auth/auth.router.ts';
import { createPeopleRepo } from '../src/features/auth/people.repo.ts';
import { createSoftAuthenticator } from '../src/features/auth/soft-authenticator.fixture.ts';
import { createCallerFactory, router } from '../src/platform/trpc.ts';

let auth: OpenAuth;
let approvals: ReturnType<typeof createApprovals>;
beforeEach(async () => {
  auth = await openAuth(ORIGIN, (parts) => {
    const { pool } = parts.db;
    const accounts = createAccountsRepo(pool);
    approvals = createApprovals({
      ...parts,
      people: {
        ...createPeopleRepo(pool),
        accountOf: (tx, id) => accounts.byId(id, tx),
        emailsOf: (ids) => readEmails(pool, ids),
      },
    });
    return { doOrAsk: approvals.service.doOrAsk, endRequestsOf: approvals.service.endOf };
  });
});
afterEach(() => auth.close());

/** Somebody with a passkey, signed in, and the procedures as they may call them. */
async function enrolled(link: string | null) {
  const browser = auth.browser();
  const device = createSoftAuthenticator();
  await browser.enrol({ token: tokenOf(link), device });
  const principal = await auth.principalOf(browser.headers());
  if (!principal) throw new Error('who has enrolled is signed in');
  const call = async () => {
    const now = await auth.principalOf(browser.headers());
    const context = { requestId: 'r', principal: now, networkHash: Buffer.alloc(32) };
    const both = router({
      auth: createAuthRouter(auth),
      approvals: createApprovalsRouter(approvals),
    });
    return createCallerFactory(both)(context);
  };
  return { browser, device, id: principal.accountId, call };
}
type Person = Awaited<ReturnType<typeof enrolled>>;

const command = () => ({ commandId: auth.newId() });

async function invite(by: Person, email: string, role: 'admin' | 'moderator' | 'observer') {
  return (await by.call()).auth.invite({ ...command(), email, role });
}

/** Two administrators, the least for which the rule holds. */
async function twoAdmins() {
  const one = await enrolled(await auth.ensureEnrolmentLink());
  const asked = await invite(one, 'two@example.org', 'admin');
  if (asked.state !== 'done') throw new Error('one administrator alone needs nobody');
  return { one, two: await enrolled(asked.link) };
}

async function requested(by: Person, email: string, role: 'admin' | 'moderator' | 'observer') {
  const asked = await invite(by, email, role);
  if (asked.state !== 'requested') throw new Error('a second person was expected to be needed');
  return asked.approvalId;
}

const decide = async (by: Person, id: string, verdict: 'approved' | 'refused' = 'approved') =>
  (await by.call()).approvals.decide({ ...command(), id, verdict });
const collect = async (by: Person, id: string) =>
  (await by.call()).approvals.collect({ ...command(), id });
const withCode = (code: string) => ({ cause: { code } });
const acts = async () => {
  const { rows } = await auth.db.pool.query<{ act: string }>(
    'SELECT act FROM audit_log ORDER BY at, id',
  );
  return rows.map(({ act }) => act);
};

test('one administrator invites alone; of two, each needs the other', async () => {
  const { one, two } = await twoAdmins();
  const id = await requested(one, 'new@example.org', 'moderator');
  const open = await auth.db.pool.query('SELECT FROM invitations WHERE used_at IS NULL');
  expect(open.rowCount).toBe(0);
  await expect(collect(one, id)).rejects.toMatchObject(withCode('conflict'));
  await decide(two, id);
  await expect(collect(two, id)).rejects.toMatchObject(withCode('forbidden'));
  const { link } = await collect(one, id);
  const newcomer = await enrolled(link);
  expect(await auth.principalOf(newcomer.browser.headers())).toMatchObject({ role: 'moderator' });
  expect((await acts()).slice(-5)).toEqual(['enrol', 'request', 'approve', 'invite', 'enrol']);
});

test('nobody approves their own request, a session that is not fresh approves none', async () => {
  const { one, two } = await twoAdmins();
  const id = await requested(one, 'new@example.org', 'admin');
  await expect(decide(one, id)).rejects.toMatchObject(withCode('forbidden'));
  auth.moveClock(11 * 60_000);
  await expect(decide(two, id)).rejects.toMatchObject(withCode('sign-in-again'));
  await expect(collect(one, id)).rejects.toMatchObject(withCode('sign-in-again'));
  expect((await (await two.call()).approvals.list())[0]).toMatchObject({
    email: 'new@example.org',
    role: 'admin',
    state: 'waiting',
    mayDecide: true,
  });
});

test('what was approved is done once, and its link is handed out once', async () => {
  const { one, two } = await twoAdmins();
  const id = await requested(one, 'new@example.org', 'observer');
  const approval = { ...command(), id, verdict: 'approved' } as const;
  await (await two.call()).approvals.decide(approval);
  // The same command is the same answer; another one finds it decided.
  await (await two.call()).approvals.decide(approval);
  await expect(decide(two, id)).rejects.toMatchObject(withCode('conflict'));
  const collecting = { ...command(), id };
  expect((await (await one.call()).approvals.collect(collecting)).link).toContain('#');
  expect((await (await one.call()).approvals.collect(collecting)).link).toBeNull();
  await expect(collect(one, id)).rejects.toMatchObject(withCode('conflict'));
  const stored = await auth.db.pool.query('SELECT result FROM commands');
  expect(JSON.stringify(stored.rows)).not.toMatch(/#|@/u);
});

test('of two approvals at once, and of two collections, one wins', async () => {
  const { one, two } = await twoAdmins();
  const third = await requested(one, 'three@example.org', 'admin');
  await decide(two, third);
  const three = await enrolled((await collect(one, third)).link);
  const id = await requested(one, 'new@example.org', 'observer');
  const words = await Promise.allSettled([decide(two, id), decide(three, id, 'refused')]);
  expect(words.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  const other = await requested(one, 'other@example.org', 'observer');
  await decide(three, other);
  const links = await Promise.allSettled([collect(one, other), collect(one, other)]);
  expect(links.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
});

test('a refused, withdrawn or run-out request is dead', async () => {
  const { one, two } = await twoAdmins();
  const refused = await requested(one, 'a@example.org', 'observer');
  await decide(two, refused, 'refused');
  await expect(collect(one, refused)).rejects.toMatchObject(withCode('conflict'));
  const withdrawn = await requested(one, 'b@example.org', 'observer');
  await expect((await two.call()).approvals.withdraw({ ...command(), id: withdrawn }))
    .rejects //
    .toMatchObject(withCode('forbidden'));
  await (await one.call()).approvals.withdraw({ ...command(), id: withdrawn });
  await expect(decide(two, withdrawn)).rejects.toMatchObject(withCode('conflict'));
  const late = await requested(one, 'c@example.org', 'observer');
  await auth.db.pool.query(`UPDATE approvals SET expires_at = now() - interval '1 second'
    WHERE id = '${late}'`);
  await expect(decide(two, late)).rejects.toMatchObject(withCode('conflict'));
  expect((await (await one.call()).approvals.list())[0]).toMatchObject({ state: 'expired' });
});

test('what a frozen administrator asked for, approved or made a link for ends with the freeze', async () => {
  const { one, two } = await twoAdmins();
  const third = await requested(one, 'three@example.org', 'admin');
  await decide(two, third);
  const three = await enrolled((await collect(one, third)).link);
  const approvedByTwo = await requested(one, 'a@example.org', 'observer');
  await decide(two, approvedByTwo);
  const askedByTwo = await requested(two, 'b@example.org', 'admin');
  const collected = await requested(two, 'c@example.org', 'admin');
  await decide(one, collected);
  const { link } = await collect(two, collected);
  await (await three.call()).auth.freeze({ ...command(), accountId: two.id });
  await expect(collect(one, approvedByTwo)).rejects.toMatchObject(withCode('conflict'));
  await expect(decide(one, askedByTwo)).rejects.toMatchObject(withCode('conflict'));
  expect(await auth.enrolment.inspect(tokenOf(link))).toEqual({ state: 'gone' });
});

test('freezing the others does not make one administrator enough for a day', async () => {
  const { one, two } = await twoAdmins();
  await (await one.call()).auth.freeze({ ...command(), accountId: two.id });
  const asked = await invite(one, 'mine@example.org', 'admin');
  expect(asked).toMatchObject({ state: 'requested', approvers: 0 });
  await auth.db.pool.query(
    `UPDATE users SET frozen_at = now() - interval '25 hours' WHERE frozen_at IS NOT NULL`,
  );
  expect(await invite(one, 'mine@example.org', 'admin')).toMatchObject({ state: 'done' });
});

test('a role changes with the second person’s word, ends sockets, and lasts only if nothing changed', async () => {
  const { one, two } = await twoAdmins();
  const id = await requested(one, 'new@example.org', 'observer');
  await decide(two, id);
  const person = await enrolled((await collect(one, id)).link);
  const change = async (role: 'admin' | 'moderator' | 'observer') =>
    (await one.call()).auth.changeRole({ ...command(), accountId: person.id, role });
  const first = await change('moderator');
  const second = await change('admin');
  if (first.state !== 'requested' || second.state !== 'requested') throw new Error('asked alone');
  expect(await auth.principalOf(person.browser.headers())).toMatchObject({ role: 'observer' });
  await decide(two, first.approvalId);
  expect(await auth.principalOf(person.browser.headers())).toMatchObject({ role: 'moderator' });
  expect(auth.ended).toContain(person.id);
  // It was asked for an observer.
  await expect(decide(two, second.approvalId)).rejects.toMatchObject(withCode('conflict'));
  // Taking power away needs nobody else.
  expect(await change('observer')).toMatchObject({ state: 'done' });
  expect(await auth.principalOf(person.browser.headers())).toMatchObject({ role: 'observer' });
  await expect(change('observer')).rejects.toMatchObject(withCode('conflict'));
});

test('two administrators cannot make each other the only one by taking the role away', async () => {
  const { one, two } = await twoAdmins();
  const demotion = { ...command(), accountId: two.id, role: 'observer' } as const;
  expect(await (await one.call()).auth.changeRole(demotion)).toMatchObject({ state: 'requested' });
});

test('the last administrator keeps the role', async () => {
  const one = await enrolled(await auth.ensureEnrolmentLink());
  const demotion = { ...command(), accountId: one.id, role: 'observer' } as const;
  await expect((await one.call()).auth.changeRole(demotion)).rejects.toMatchObject(
    withCode('conflict'),
  );
});

test('a frozen account comes back only with a second person’s word', async () => {
  const { one, two } = await twoAdmins();
  const id = await requested(one, 'new@example.org', 'observer');
  await decide(two, id);
  const person = await enrolled((await collect(one, id)).link);
  await (await one.call()).auth.freeze({ ...command(), accountId: person.id });
  const asked = await (await one.call()).auth.unfreeze({ ...command(), accountId: person.id });
  if (asked.state !== 'requested') throw new Error('asked alone');
  expect((await auth.browser().signIn(person.device)).status).toBe(403);
  await decide(two, asked.approvalId);
  expect((await auth.browser().signIn(person.device)).status).toBe(200);
});

test('a link to an address with an account must name its role, so that approvers see whose it opens', async () => {
  const { one, two } = await twoAdmins();
  await expect(invite(one, 'TWO@example.org', 'observer')).rejects.toMatchObject(
    withCode('conflict'),
  );
  await requested(one, 'two@example.org', 'admin');
  expect((await (await two.call()).approvals.list())[0]).toMatchObject({
    has: 'admin',
    role: 'admin',
  });
});

test('a link made for an account opens nothing once it was frozen or its role changed, nor do links it made', async () => {
  const { one, two } = await twoAdmins();
  const newcomer = await requested(one, 'new@example.org', 'moderator');
  await decide(two, newcomer);
  const person = await enrolled((await collect(one, newcomer)).link);
  const change = async (accountId: string, role: 'admin' | 'moderator' | 'observer') => {
    const asked = await (await one.call()).auth.changeRole({ ...command(), accountId, role });
    if (asked.state === 'requested') await decide(two, asked.approvalId);
  };
  const linkFor = async (by: Person, other: Person, email: string) => {
    const id = await requested(by, email, 'moderator');
    await decide(other, id);
    return tokenOf((await collect(by, id)).link);
  };
  const forgotten = await linkFor(one, two, 'new@example.org');
  await (await one.call()).auth.freeze({ ...command(), accountId: person.id });
  const back = await (await one.call()).auth.unfreeze({ ...command(), accountId: person.id });
  if (back.state !== 'requested') throw new Error('asked alone');
  await decide(two, back.approvalId);
  expect(await auth.enrolment.inspect(forgotten)).toEqual({ state: 'gone' });
  // One of two keeps a link for a lost phone, until its account is worth more.
  const kept = await linkFor(one, two, 'new@example.org');
  await change(person.id, 'admin');
  expect(await auth.enrolment.inspect(kept)).toEqual({ state: 'gone' });
  const left = await linkFor(two, one, 'later@example.org');
  const asked = await (
    await one.call()
  ).auth.changeRole({ ...command(), accountId: two.id, role: 'observer' });
  if (asked.state !== 'requested') throw new Error('asked alone');
  await person.browser.signIn(person.device);
  await decide(person, asked.approvalId);
  expect(await auth.enrolment.inspect(left)).toEqual({ state: 'gone' });
});

test('open links are listed and can be revoked', async () => {
  const one = await enrolled(await auth.ensureEnrolmentLink());
  const asked = await invite(one, 'new@example.org', 'observer');
  const [open] = await (await one.call()).auth.invitations();
  expect(open).toMatchObject({ email: 'new@example.org', role: 'observer' });
  await (await one.call()).auth.revokeInvitation({ ...command(), id: open?.id ?? '' });
  if (asked.state !== 'done') throw new Error('one administrator alone needs nobody');
  expect(await auth.enrolment.inspect(tokenOf(asked.link))).toEqual({ state: 'gone' });
});
