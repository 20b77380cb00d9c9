import { randomUUIDv7 } from 'node:crypto';
import { openDatabase, type Database } from '@lantern/db/database';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { createSoftAuthenticator } from '../src/features/auth/soft-authenticator.fixture.ts';
import { startTestServer, type TestServer } from './running-server.ts';
import { openBrowser, type TestBrowser } from './signed-in-browser.ts';

const CANARY_PHONE = '+390612345678';
const CANARY_NAME = 'Canary Bellini';
const CANARY_PLAN = 'Call my sister Ottavia after an hour';
const PIN = '47190382';
const DURESS = '90512763';

let server: TestServer;
let db: Database;
let admin: TestBrowser;

beforeAll(async () => {
  server = await startTestServer();
  db = openDatabase({ url: server.databaseUrl, max: 4 });
  admin = openBrowser(server);
  await admin.enrol(server.enrolmentLink);
});
afterAll(async () => {
  await db.close();
  await server.stop();
});

const commandId = () => randomUUIDv7();
const offer = (more: object = {}) => ({
  role: 'coordinator',
  name: CANARY_NAME,
  email: 'canary@example.org',
  phone: '+39 06 1234-5678',
  city: 'rome',
  place: '',
  organisation: '',
  about: 'I have led vigils before.',
  locale: 'en',
  website: '',
  ...more,
});

const mailsSchema = z.array(z.object({ to: z.string(), text: z.string() }));
/** The mails to an address with these words, newest first, once there are so many of them. */
async function mailsTo(address: string, pattern: RegExp, least: number): Promise<string[]> {
  let texts: string[] = [];
  const read = async () => {
    const mails = mailsSchema.parse(await (await fetch(`${server.origin}/dev/mail.json`)).json());
    const own = mails.filter(({ to, text }) => to.includes(address) && pattern.test(text));
    texts = own.map(({ text }) => text);
    return texts.length;
  };
  await expect.poll(read, { timeout: 15_000 }).toBeGreaterThanOrEqual(least);
  return texts;
}
const mailTo = async (address: string, pattern: RegExp): Promise<string> =>
  (await mailsTo(address, pattern, 1))[0] ?? '';
const tokenIn = (text: string, page: string) =>
  text.match(new RegExp(`/take-part/apply/${page}\\?token=([\\w-]{43})`, 'u'))?.[1] ?? '';

/** Somebody's offer, with its address confirmed; answers its id. */
async function confirmedOffer(more: { email: string; city?: string; role?: string }) {
  const visitor = openBrowser(server);
  const before = (await mailsTo(more.email, /apply\/confirm/u, 0)).length;
  await visitor.call('applications.send', offer(more));
  const [mail = ''] = await mailsTo(more.email, /apply\/confirm/u, before + 1);
  await visitor.call('applications.confirm', { token: tokenIn(mail, 'confirm') });
  const { rows } = await db.pool.query<{ id: string }>(
    `SELECT id FROM applications WHERE state = 'confirmed' ORDER BY created_at DESC LIMIT 1`,
  );
  return rows[0]?.id ?? '';
}
const linkSchema = z.object({ ok: z.object({ link: z.string() }) });
async function enrolled(link: unknown): Promise<TestBrowser> {
  const person = openBrowser(server);
  expect(await person.enrol(linkSchema.parse(link).ok.link)).toBe(200);
  return person;
}
const mineSchema = z.object({
  ok: z.object({
    cities: z.array(
      z.object({ id: z.string(), city: z.string(), readiness: z.record(z.string(), z.boolean()) }),
    ),
  }),
});
const mine = async (person: TestBrowser) =>
  mineSchema.parse(await person.ask('assignments.mine', {})).ok.cities;

test('somebody offers to answer for a city, is vouched for, let in with it, gets ready, and is', async () => {
  const visitor = openBrowser(server);
  expect(await visitor.call('applications.send', offer())).toEqual({ ok: undefined });
  const token = tokenIn(await mailTo('canary@example.org', /apply\/confirm/u), 'confirm');
  const page = `${server.origin}/en/take-part/apply/confirm?token=${token}`;
  expect((await fetch(page)).status).toBe(200);
  expect((await fetch(page, { method: 'HEAD' })).status).toBe(200);
  expect(await admin.ask('applications.list', { state: 'confirmed' })).toEqual({ ok: [] });
  const confirmed = { ok: { state: 'confirmed' } };
  expect(await visitor.call('applications.confirm', { token })).toEqual(confirmed);
  expect(await visitor.call('applications.confirm', { token })).toEqual(confirmed);

  const { ok } = await admin.ask('applications.list', { state: 'confirmed' });
  const [{ id }] = z.tuple([z.looseObject({ id: z.string() })]).parse(ok);
  const note = { id, kind: 'vouch', text: 'I have known her for years.' };
  expect(await admin.call('applications.note', { commandId: commandId(), ...note })).toEqual({
    ok: null,
  });
  expect(await admin.ask('applications.read', { id })).toMatchObject({
    ok: { name: CANARY_NAME, phone: CANARY_PHONE, notes: [{ kind: 'vouch', text: note.text }] },
  });
  const command = { commandId: commandId(), id };
  const accepted = await admin.call('applications.accept', command);
  // The link is given out once; pressed again it is the same act.
  expect(await admin.call('applications.accept', command)).toMatchObject({ ok: { link: null } });
  await mailTo('canary@example.org', /hand you a link that works once/u);

  const coordinator = await enrolled(accepted);
  const [own] = await mine(coordinator);
  expect(own).toMatchObject({ city: 'rome', readiness: { ready: false, 'pins-set': false } });
  const on = () => ({ commandId: commandId(), id: own?.id ?? '' });
  await coordinator.call('assignments.readKit', on());
  await coordinator.call('assignments.agreeSilence', { ...on(), plan: CANARY_PLAN });
  const pins = (pin: string, duress: string) =>
    coordinator.call('assignments.setPins', { commandId: commandId(), pin, duress });
  for (const poor of ['1234', '9876', '0000', '2727', '123', '123456789'])
    expect(await pins(poor, DURESS)).toEqual({
      fault: 'invalid-input',
      fields: { pin: 'invalid' },
    });
  expect(await pins(PIN, PIN)).toMatchObject({ fields: { duress: 'taken' } });
  expect(await pins(PIN, DURESS)).toEqual({ ok: { cities: 1 } });
  expect(await coordinator.enrol(null, createSoftAuthenticator())).toBe(200);
  expect((await mine(coordinator))[0]?.readiness).toEqual({
    'kit-read': true,
    'deputy-named': false,
    'time-set': false,
    'silence-agreed': true,
    'pins-set': true,
    'second-passkey': true,
    ready: false,
  });

  const deputyId = await confirmedOffer({ email: 'deputy@example.org', role: 'deputy' });
  const deputy = await enrolled(
    await admin.call('applications.accept', { commandId: commandId(), id: deputyId }),
  );
  await db.pool.query(
    `INSERT INTO actions (id, edition_id, city_slug, kind, local_date, local_time, starts_at, ends_at, is_main,
       place_sealed, created_at, created_by, updated_at, updated_by)
     SELECT gen_random_uuid(), id, 'rome', 'delivery', '2027-09-24', '12:00', now(), now(), true, '\\x00', now(),
       's', now(), 's' FROM editions WHERE is_current`,
  );
  expect((await mine(coordinator))[0]?.readiness).toMatchObject({ ready: true });
  expect((await mine(deputy))[0]?.readiness).toMatchObject({ ready: false, 'time-set': true });
  const looked = await deputy.call('assignments.lookAtPhones', {
    commandId: commandId(),
    city: 'rome',
  });
  expect(looked).toMatchObject({ ok: { contacts: [{ phone: CANARY_PHONE }, {}] } });
  const elsewhere = { commandId: commandId(), city: 'london' };
  expect(await deputy.call('assignments.lookAtPhones', elsewhere)).toEqual({ fault: 'forbidden' });
  const { rows } = await db.pool.query(
    `SELECT details->'whose' AS whose FROM audit_log WHERE act = 'assignments.lookAtPhones'`,
  );
  expect(rows).toHaveLength(1);
});

test('nothing of a person, no PIN and no plan is in the database, the events or the log', async () => {
  const { rows: tables } = await db.pool.query<{ name: string }>(
    `SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public'
       AND table_type = 'BASE TABLE'`,
  );
  const canaries = [CANARY_NAME, CANARY_PHONE, CANARY_PLAN, PIN, DURESS];
  for (const { name } of tables) {
    const { rows } = await db.pool.query<{ row: string }>(
      `SELECT t::text AS row FROM "${name}" t WHERE t::text LIKE ANY($1)`,
      [canaries.map((canary) => `%${canary}%`)],
    );
    expect([name, rows]).toEqual([name, []]);
  }
  for (const canary of canaries) expect(server.logs()).not.toContain(canary);
});

test('a region lead sees, notes and refuses what is for their regions alone', async () => {
  const invited = await admin.call('auth.invite', {
    commandId: commandId(),
    email: 'lead@example.org',
    role: 'region-lead',
  });
  const lead = await enrolled(invited);
  const { ok: me } = await lead.ask('auth.me');
  const { accountId } = z.looseObject({ accountId: z.string() }).parse(me);
  const to = { role: 'region-lead', region: 'asia' };
  const assign = { commandId: commandId(), accountId, to };
  expect(await admin.call('assignments.assign', assign)).toMatchObject({ ok: {} });
  const paris = await confirmedOffer({ email: 'paris@example.org', city: 'paris' });
  const seoul = await confirmedOffer({ email: 'seoul@example.org', city: 'seoul' });
  const { ok } = await lead.ask('applications.list', { state: 'confirmed' });
  expect(ok).toMatchObject([{ id: seoul }]);
  expect(await lead.ask('applications.waiting')).toEqual({ ok: { applications: 1 } });
  expect(await lead.ask('applications.read', { id: paris })).toEqual({ fault: 'forbidden' });
  const refuse = (id: string) => lead.call('applications.refuse', { commandId: commandId(), id });
  expect(await refuse(paris)).toEqual({ fault: 'forbidden' });
  expect(await refuse(seoul)).toEqual({ ok: null });
  const kind = await mailTo('seoul@example.org', /it is no judgement of you/u);
  expect(await lead.ask('assignments.list', {})).toMatchObject({
    ok: { cities: expect.not.arrayContaining([expect.objectContaining({ city: 'rome' })]) },
  });
  // Taken back by its person, nothing of it is left.
  const takeBack = { token: tokenIn(kind, 'take-back') };
  expect(await openBrowser(server).call('applications.takeBack', takeBack)).toEqual({ ok: null });
  expect(await admin.ask('applications.read', { id: seoul })).toEqual({ fault: 'not-found' });
});

test('a lost phone: the new link ends every older passkey and session, and ending a city reaches the deputy', async () => {
  const { ok } = await admin.ask('assignments.list', {});
  const listed = z
    .looseObject({
      cities: z.array(
        z.looseObject({
          city: z.string(),
          people: z.array(z.looseObject({ id: z.string(), role: z.string(), email: z.string() })),
        }),
      ),
    })
    .parse(ok);
  const rome = listed.cities.find(({ city }) => city === 'rome');
  const deputyId = rome?.people.find(({ role }) => role === 'deputy')?.id ?? '';
  const asked = await admin.call('assignments.reinvite', { commandId: commandId(), id: deputyId });
  const before = `SELECT count(*)::int AS n FROM passkeys k JOIN users u ON u.id = k.user_id
    WHERE u.email = 'deputy@example.org'`;
  expect((await db.pool.query(before)).rows).toEqual([{ n: 1 }]);
  const { rows: sessions } = await db.pool.query<{ id: string }>(
    `SELECT s.id FROM sessions s JOIN users u ON u.id = s.user_id WHERE u.email = 'deputy@example.org'`,
  );
  await db.pool.query(
    `INSERT INTO push_subscriptions (id, account_id, endpoint_hash, details_sealed, created_at)
     SELECT gen_random_uuid(), id, 'lost', 'lost', now() FROM users WHERE email = 'deputy@example.org'`,
  );
  const again = await enrolled(asked);
  expect((await db.pool.query('SELECT FROM push_subscriptions')).rowCount).toBe(0);
  expect((await db.pool.query(before)).rows).toEqual([{ n: 1 }]);
  const { rowCount } = await db.pool.query('SELECT FROM sessions WHERE id = ANY($1)', [
    sessions.map(({ id }) => id),
  ]);
  expect(rowCount).toBe(0);
  expect(await mine(again)).toMatchObject([{ city: 'rome' }]);

  await admin.call('assignments.takeOver', { commandId: commandId(), id: deputyId });
  expect(await again.ask('assignments.mine', {})).toMatchObject({
    ok: { cities: [{ role: 'coordinator', others: [{ role: 'deputy' }] }] },
  });
  // An account that is there already gets a further city without a link.
  const more = await confirmedOffer({ email: 'deputy@example.org', city: 'london' });
  const given = await admin.call('applications.accept', { commandId: commandId(), id: more });
  expect(given).toEqual({ ok: { state: 'done', link: null, expiresAt: null } });
  expect((await mine(again)).map(({ city }) => city)).toEqual(['london', 'rome']);
  const end = { commandId: commandId(), id: deputyId, reason: 'asked-for-it' };
  expect(await admin.call('assignments.end', end)).toEqual({ ok: null });
  expect((await mine(again)).map(({ city }) => city)).toEqual(['london']);
  const look = { commandId: commandId(), city: 'rome' };
  expect(await again.call('assignments.lookAtPhones', look)).toEqual({ fault: 'forbidden' });
});
