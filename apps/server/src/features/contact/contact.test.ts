import { randomUUIDv7 } from 'node:crypto';
import { openDatabase, type Database } from '@lantern/db/database';
import { createTestDatabase, type TestDatabase } from '@lantern/db/testing';
import { DAY_MS, HOUR_MS, KEPT } from '@lantern/schemas/retention';
import { ROLES, type Role } from '@lantern/schemas/role';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { signedIn } from '../../../test/principal.ts';
import { createKeyring } from '../../platform/keyring.ts';
import { createCallerFactory } from '../../platform/trpc.ts';
import { contactDeps } from '../../app/contact-deps.ts';
import { createContactRouter } from './contact.router.ts';
import { createContactService, type ContactService } from './contact.service.ts';

let scratch: TestDatabase;
let db: Database;
let service: ContactService;
let now = new Date('2026-11-20T12:00:00Z');
const ledger: { recordHash: Buffer }[] = [];
const NETWORK = Buffer.alloc(32, 1);

beforeAll(async () => {
  scratch = await createTestDatabase();
  db = openDatabase({ url: scratch.url, max: 6 });
  service = createContactService(
    contactDeps({
      pool: db.pool,
      env: { mode: 'production' },
      keyring: createKeyring(Buffer.alloc(32, 7)),
      clock: { now: () => now },
      newId: randomUUIDv7,
      ledger: { append: async (entries) => void ledger.push(...entries) },
      currentEditionId: async () => {
        const { rows } = await db.pool.query('SELECT id FROM editions WHERE is_current');
        return rows[0].id as string;
      },
      editionFor: async () => {
        const { rows } = await db.pool.query('SELECT id FROM editions WHERE is_current');
        return rows[0];
      },
    }),
  );
});
afterAll(async () => {
  await db.close();
  await scratch.drop();
});
beforeEach(async () => {
  now = new Date('2026-11-20T12:00:00Z');
  await db.pool.query('TRUNCATE contact_messages, suspicion_counters');
});

const callerOf = (role: Role | null, { networkHash = NETWORK, fresh = true } = {}) => {
  const principal = role && signedIn(role, { accountId: 'm-1', fresh });
  const context = { requestId: 'r', principal, networkHash };
  return createCallerFactory(createContactRouter(service))(context);
};
const visitor = () => callerOf(null);
const staff = () => callerOf('moderator');

const words = {
  topic: 'press' as const,
  name: 'Ada  Example',
  email: 'ada@example.org',
  text: 'One line.\r\nAnother.',
  locale: 'en' as const,
};
const waiting = async () => (await staff().list({ settled: false })).messages;
const command = (id = '') => ({ commandId: randomUUIDv7(), id });
const firstId = async () => (await waiting())[0]?.id ?? '';

describe('a message', () => {
  test('is read by staff as it was written', async () => {
    await visitor().send(words);
    const [listed] = await waiting();
    expect(listed).toMatchObject({ topic: 'press', locale: 'en', name: 'Ada Example' });
    expect(await staff().read({ id: listed?.id ?? '' })).toMatchObject({
      email: 'ada@example.org',
      text: 'One line.\nAnother.',
      settledAt: null,
    });
  });

  test('is one message, however often it is sent within a day', async () => {
    await Promise.all([visitor().send(words), visitor().send(words), visitor().send(words)]);
    now = new Date(now.getTime() + 20 * HOUR_MS);
    await visitor().send(words);
    expect(await waiting()).toHaveLength(1);
    await visitor().send({ ...words, text: 'Something else.' });
    expect(await waiting()).toHaveLength(2);
  });

  test.each([
    ['topic', { topic: '' }, 'required'],
    ['topic', { topic: 'money' }, 'invalid'],
    ['name', { name: ' ' }, 'required'],
    ['email', { email: 'ada' }, 'invalid-email'],
    ['text', { text: ' \n ' }, 'required'],
    ['text', { text: '火'.repeat(4_001) }, 'too-long'],
    ['text', { text: 'a\u0000b' }, 'invalid-characters'],
  ])('says what is wrong with its %s', async (field, wrong, code) => {
    const sent = visitor().send({ ...words, ...wrong });
    await expect(sent).rejects.toMatchObject({
      cause: {
        issues: expect.arrayContaining([expect.objectContaining({ path: [field], message: code })]),
      },
    });
  });

  test('may have its full length in any script', async () => {
    await visitor().send({ ...words, text: '🕯'.repeat(4_000) });
    expect(await waiting()).toHaveLength(1);
  });

  test('is refused while a field is filled in that no person sees, and taken once it is not', async () => {
    const trapped = visitor().send({ ...words, website: 'https://spam.example' });
    await expect(trapped).rejects.toMatchObject({ cause: { code: 'conflict' } });
    expect(await waiting()).toEqual([]);
    await visitor().send(words);
    expect(await waiting()).toHaveLength(1);
  });
});

test('one network may write thirty messages an hour; another one still may', async () => {
  const send = (n: number) => visitor().send({ ...words, text: `Message ${n}` });
  for (let n = 0; n < 30; n += 1) await send(n);
  await expect(send(30)).rejects.toMatchObject({
    cause: { code: 'too-many-requests', details: { retryAfterSeconds: 600 } },
  });
  await callerOf(null, { networkHash: Buffer.alloc(32, 2) }).send({
    ...words,
    text: 'From elsewhere',
  });
  now = new Date(now.getTime() + 71 * 60_000);
  await send(31);
  expect((await staff().waiting()).messages).toBe(32);
});

describe('a message to a city', () => {
  const toSeoul = { ...words, topic: undefined, city: 'seoul' };
  const answerFor = async (city: string) => {
    await db.pool.query('DELETE FROM assignments');
    await db.pool.query(
      `INSERT INTO assignments (id, edition_id, account_id, role, city_slug, created_at, created_by)
       SELECT $1, id, 'm-1', 'coordinator', $2, now(), 'a' FROM editions WHERE is_current`,
      [randomUUIDv7(), city],
    );
  };

  test('is read and settled by its people and by staff, and by nobody else', async () => {
    await visitor().send(words);
    await visitor().sendToCity(toSeoul);
    await answerFor('seoul');
    const theirs = callerOf('coordinator');
    const { messages, waiting: count } = await theirs.list({ settled: false });
    expect(messages).toMatchObject([{ topic: 'city', city: 'seoul', name: 'Ada Example' }]);
    expect([count, await theirs.waiting()]).toEqual([1, { messages: 1 }]);
    const [all] = await waiting();
    expect((await staff().list({ settled: false })).waiting).toBe(2);
    expect(all?.city).toBe('seoul');
    const id = messages[0]?.id ?? '';
    expect(await theirs.read({ id })).toMatchObject({ email: 'ada@example.org' });
    await answerFor('tokyo');
    const others = [
      () => theirs.read({ id }),
      () => theirs.settle(command(id)),
      () => theirs.reopen(command(id)),
    ];
    for (const act of others)
      await expect(act()).rejects.toMatchObject({ cause: { code: 'not-found' } });
    expect(await theirs.list({ settled: false })).toEqual({ messages: [], waiting: 0, settled: 0 });
    await answerFor('seoul');
    await theirs.settle(command(id));
    expect((await staff().list({ settled: true })).messages).toHaveLength(1);
  });

  test.each([
    ['there is none of the name', 'atlantis', ''],
    ['staff hide it', 'seoul', `UPDATE cities SET hidden_at = now() WHERE slug = 'seoul'`],
  ])('is not taken where %s', async (_why, city, before) => {
    if (before) await db.pool.query(before);
    await expect(visitor().sendToCity({ ...toSeoul, city })).rejects.toMatchObject({
      cause: { code: 'not-found' },
    });
    await db.pool.query('UPDATE cities SET hidden_at = NULL');
    expect(await waiting()).toEqual([]);
  });
});

describe('the inbox', () => {
  test.each(ROLES)('is open to %s only if they moderate, or answer for a city', async (role) => {
    const may = role === 'admin' || role === 'moderator';
    const own = role === 'coordinator' || role === 'deputy';
    const id = randomUUIDv7();
    const caller = callerOf(role);
    const calls = [
      caller.list({ settled: false }),
      caller.waiting(),
      caller.read({ id }),
      caller.settle(command(id)),
      caller.reopen(command(id)),
      caller.delete(command(id)),
    ];
    const codes = await Promise.all(
      calls.map((call) =>
        call.then(
          () => 'answered',
          ({ cause }: { cause: { code: string } }) => cause.code,
        ),
      ),
    );
    const answers = ['answered', 'answered', ...Array<string>(4).fill('not-found')];
    const none = Array<string>(6).fill('forbidden');
    expect(codes).toEqual(may ? answers : own ? [...answers.slice(0, 5), 'forbidden'] : none);
  });

  test('settles and opens again, once per command, and writes down who did', async () => {
    await visitor().send(words);
    const id = await firstId();
    const settle = command(id);
    await staff().settle(settle);
    await staff().settle(settle);
    expect(await waiting()).toEqual([]);
    expect(await staff().read({ id })).toMatchObject({ settledBy: 'm-1' });
    expect(await staff().list({ settled: true })).toMatchObject({ waiting: 0, settled: 1 });
    await staff().reopen(command(id));
    expect(await firstId()).toBe(id);
    const { rows } = await db.pool.query(
      'SELECT act, actor, details FROM audit_log WHERE subject = $1 ORDER BY at, id',
      [id],
    );
    expect(rows).toEqual([
      { act: 'contact.settle', actor: 'm-1', details: {} },
      { act: 'contact.reopen', actor: 'm-1', details: {} },
    ]);
  });

  test('deletes for good, and tells the ledger so that no restore brings it back', async () => {
    await visitor().send(words);
    const id = await firstId();
    const known = ledger.length;
    await expect(callerOf('admin', { fresh: false }).delete(command(id))).rejects.toMatchObject({
      cause: { code: 'sign-in-again' },
    });
    await staff().delete(command(id));
    await expect(staff().read({ id })).rejects.toMatchObject({ cause: { code: 'not-found' } });
    expect(ledger).toHaveLength(known + 1);
    expect((await db.pool.query('SELECT FROM contact_messages')).rowCount).toBe(0);
  });

  test('forgets what was settled ninety days ago, and nothing that waits', async () => {
    await visitor().send(words);
    await visitor().send({ ...words, text: 'Still waiting' });
    const settled = await firstId();
    await staff().settle(command(settled));
    const over = now.getTime() + KEPT.settledMessageDays * DAY_MS;
    expect(await service.forgetSettled(new Date(over - 1))).toBe(0);
    expect(await service.forgetSettled(new Date(over))).toBe(1);
    expect(await waiting()).toHaveLength(1);
  });
});
