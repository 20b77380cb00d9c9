import { createPublicKey, randomUUIDv7, verify } from 'node:crypto';
import { openDatabase, transaction, type Database } from '@lantern/db/database';
import { createTestDatabase, type TestDatabase } from '@lantern/db/testing';
import { readPushPayload } from '@lantern/schemas/push';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { systemClock } from '../../platform/clock.ts';
import { createJobs, type Jobs } from '../../platform/jobs.ts';
import { createKeyring } from '../../platform/keyring.ts';
import { startPushReceiver } from './push-receiver.fixture.ts';
import { createPushService, type PushService } from './push.service.ts';

let scratch: TestDatabase;
let db: Database;
let jobs: Jobs;
let push: PushService;
let phone: Awaited<ReturnType<typeof startPushReceiver>>;
const silent = () => undefined;

beforeAll(async () => {
  scratch = await createTestDatabase();
  db = openDatabase({ url: scratch.url, max: 8 });
  jobs = createJobs({ pool: db.pool, log: { info: silent, warn: silent, error: silent } });
  await jobs.start();
  push = createPushService({
    pool: db.pool,
    jobs,
    keyring: createKeyring(Buffer.alloc(32, 7)),
    clock: systemClock,
    newId: randomUUIDv7,
    publicOrigin: 'https://lantern.example',
    local: true,
  });
  await push.start();
  phone = await startPushReceiver();
  await db.pool.query(
    `INSERT INTO users (id, name, email, role, updated_at) VALUES ('ada', 'Ada', 'ada@example.org', 'deputy', now())`,
  );
  await db.pool.query(
    `INSERT INTO person_contacts (account_id, locale, updated_at) VALUES ('ada', 'ko', now())`,
  );
});
afterAll(async () => {
  await jobs.stop();
  await phone.close();
  await db.close();
  await scratch.drop();
});
beforeEach(async () => {
  phone.received.length = 0;
  await db.pool.query('DELETE FROM push_subscriptions');
});

const arrived = (count: number) =>
  vi.waitFor(() => expect(phone.received).toHaveLength(count), { timeout: 10_000, interval: 50 });
const subscriptions = async () =>
  (await db.pool.query('SELECT details_sealed, last_failed_at FROM push_subscriptions')).rows;

test('what arrives is encrypted, signed, of one length, and tells nobody anything', async () => {
  await push.subscribe(phone.subscription(), 'ada');
  expect(await push.test(randomUUIDv7(), 'ada')).toEqual({ browsers: 1 });
  await transaction(db.pool, (tx) =>
    push.enqueue(tx, { accountIds: ['ada', 'nobody'], kind: 'alarm', rehearsal: true }),
  );
  await arrived(2);
  const payloads = phone.received.map(({ payload }) => readPushPayload(JSON.stringify(payload)));
  expect(payloads).toEqual(
    expect.arrayContaining([
      { kind: 'test', locale: 'ko', path: '/dashboard/field', tag: 'test', rehearsal: false },
      { kind: 'alarm', locale: 'ko', path: '/dashboard/field', tag: 'alarm', rehearsal: true },
    ]),
  );
  expect(new Set(phone.received.map(({ bytes }) => bytes)).size).toBe(1);
  const { authorization, ...headers } = phone.received[0]?.headers ?? {};
  expect(headers).toMatchObject({ 'content-encoding': 'aes128gcm', urgency: 'high' });
  expectSigned(authorization);
  // Where somebody is reached lies sealed.
  const [stored] = await subscriptions();
  expect(String(stored?.details_sealed)).not.toContain('secret-of-the-browser');
});

/** By the key that the browser subscribed with, for this service alone, and not for long. */
function expectSigned(authorization = ''): void {
  const [, head, claims, signature] =
    /^vapid t=([\w-]+)\.([\w-]+)\.([\w-]+), k=/u.exec(authorization) ?? [];
  const point = Buffer.from(push.publicKey, 'base64url');
  const part = (from: number, to: number) => point.subarray(from, to).toString('base64url');
  const key = createPublicKey({
    key: { kty: 'EC', crv: 'P-256', x: part(1, 33), y: part(33, 65) },
    format: 'jwk',
  });
  const signed = Buffer.from(`${head}.${claims}`);
  const proof = Buffer.from(signature ?? '', 'base64url');
  expect(verify('sha256', signed, { key, dsaEncoding: 'ieee-p1363' }, proof)).toBe(true);
  const { aud, exp, sub } = JSON.parse(Buffer.from(claims ?? '', 'base64url').toString());
  expect({ aud, sub }).toEqual({ aud: phone.origin, sub: 'https://lantern.example' });
  expect(exp * 1_000 - Date.now()).toBeLessThanOrEqual(24 * 3_600_000);
}

test('a browser that is gone is forgotten; one that cannot be reached is tried again', async () => {
  await push.subscribe(phone.subscription(), 'ada');
  phone.answers.push(503, 410);
  await push.test(randomUUIDv7(), 'ada');
  await arrived(2);
  await vi.waitFor(async () => expect(await subscriptions()).toEqual([]));
});

test('a subscription with keys that are no point of the curve is dropped, and holds up nobody else', async () => {
  const notAPoint = Buffer.alloc(65, 4).toString('base64url');
  const { keys, endpoint } = phone.subscription('/broken');
  await push.subscribe({ endpoint, keys: { ...keys, p256dh: notAPoint } }, 'ada');
  await push.subscribe(phone.subscription(), 'ada');
  await transaction(db.pool, (tx) =>
    push.enqueue(tx, { accountIds: ['ada'], kind: 'alarm', rehearsal: false }),
  );
  await arrived(1);
  await vi.waitFor(async () => expect(await subscriptions()).toHaveLength(1));
  const failed = `SELECT FROM pgboss.job WHERE name = 'push' AND (state = 'failed' OR retry_count > 0)
    AND created_on > now() - interval '5 seconds'`;
  expect((await db.pool.query(failed)).rowCount).toBe(0);
});

test('nothing is sent for what did not commit, to whom is frozen, or to who took it back', async () => {
  await push.subscribe(phone.subscription(), 'ada');
  const failing = transaction(db.pool, async (tx) => {
    await push.enqueue(tx, { accountIds: ['ada'], kind: 'alarm', rehearsal: false });
    throw new Error('rolled back');
  });
  await expect(failing).rejects.toThrow('rolled back');
  await db.pool.query(`UPDATE users SET frozen_at = now()`);
  expect(await push.test(randomUUIDv7(), 'ada')).toEqual({ browsers: 0 });
  await db.pool.query(`UPDATE users SET frozen_at = NULL`);
  await push.unsubscribe(phone.subscription().endpoint, 'ada');
  expect(await push.test(randomUUIDv7(), 'ada')).toEqual({ browsers: 0 });
  await push.subscribe(phone.subscription('/another'), 'ada');
  await push.test(randomUUIDv7(), 'ada');
  await arrived(1);
  const elsewhere = { ...phone.subscription(), endpoint: 'https://internal.example/x' };
  await expect(push.subscribe(elsewhere, 'ada')).rejects.toMatchObject({ code: 'invalid-input' });
});
