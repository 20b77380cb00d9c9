import { openDatabase } from '@lantern/db/database';
import { createTestDatabase } from '@lantern/db/testing';
import { io, type Socket } from 'socket.io-client';
import { expect, onTestFinished, test } from 'vitest';
import { recount } from '../src/features/counts/recount.ts';
import { createKeyring } from '../src/platform/keyring.ts';
import { linkRecordId, linkToken } from '../src/platform/signing-links.ts';
import { createAnswerBook } from './answer-book.ts';
import { rawHttp } from './raw-http.ts';
import { PRODUCTION_ENV, startTestServer } from './running-server.ts';

const OPERATIONS = 1_200;
const AT_ONCE = 20;
/** Of one country many sign, of others hardly anybody: some stay small, some grow out of it. */
const COUNTRIES = ['KR', 'KR', 'KR', 'KR', 'US', 'US', 'CA'];
const RARE = ['MN', 'FJ', 'LA', 'JP', 'DE', 'FR', 'GB'];
const CITIES = [undefined, undefined, 'washington-dc', 'london', 'berlin', 'accra'];
const PATHS = ['petition', 'count', 'countries', 'cities', 'history?resolution=minute'];

/** xorshift32: the same operations every time. */
function seeded(state: number) {
  return (below: number): number => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % below;
  };
}

test('two servers on one database answer the same at the same version, while people sign and leave', async () => {
  const { ports, pool } = await twoServers();
  const random = seeded(19_820_924);
  const pick = <T>(from: readonly T[]): T => from[random(from.length)] as T;
  const book = createAnswerBook();
  const sockets = ports.map((port) => watch(port, book.tick));
  const stop = new AbortController();
  const readers = ports.map(async (port) => {
    while (!stop.signal.aborted) for (const path of PATHS) await book.read(port, path);
  });

  onTestFinished(async () => {
    stop.abort();
    await Promise.all(readers);
    for (const socket of sockets) socket.close();
  });

  const keyring = createKeyring(Buffer.from(PRODUCTION_ENV.LANTERN_SECRET));
  const petition = JSON.parse(
    (await rawHttp({ port: pick(ports), path: '/api/v1/petition' })).body,
  );
  const post = (path: string, body: object) =>
    rawHttp({
      port: pick(ports),
      method: 'POST',
      path,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  const known: string[] = [];
  const sign = async () => {
    const n = random(900);
    const answer = await post('/api/v1/signatures', {
      name: `Person ${n}`,
      email: `p${n}@domain-${n % 300}.example`,
      country: random(8) === 0 ? pick(RARE) : pick(COUNTRIES),
      city: pick(CITIES),
      locale: 'en',
      textHash: petition.textHash.en,
    });
    if (answer.status === 202) known.push(linkRecordId(JSON.parse(answer.body).amendToken) ?? '');
    return answer.status;
  };
  const press = async (purpose: 'confirm' | 'withdraw' | 'erase') => {
    const id = known[Math.max(0, known.length - 1 - random(60))];
    if (id === undefined) return 410;
    const token = linkToken(keyring, purpose, { id, generation: 0 });
    return (await post(`/trpc/signing.${purpose}`, { token })).status;
  };
  const operations = [
    ...Array.from({ length: 8 }, () => sign),
    ...Array.from({ length: 9 }, () => () => press('confirm')),
    () => press('withdraw'),
    () => press('withdraw'),
    () => press('erase'),
  ];
  const statuses: number[] = [];
  for (let done = 0; done < OPERATIONS; done += AT_ONCE)
    statuses.push(
      ...(await Promise.all(Array.from({ length: AT_ONCE }, () => pick(operations)()))),
    );
  // Links that were used up are refused; faults of ours there are none.
  expect(new Set(statuses)).toEqual(new Set([200, 202, 410]));

  const { total, version } = (
    await pool.query<{ total: number; version: number }>('SELECT total, version FROM tally_heads')
  ).rows[0] ?? { total: -1, version: -1 };
  await expect
    .poll(() => book.newest(), { timeout: 10_000 })
    .toEqual({
      // Every address of both servers, and the sockets of both.
      seen: PATHS.length * ports.length + ports.length,
      versions: [version],
    });
  stop.abort();
  await Promise.all(readers);
  expect(book.faults).toEqual([]);
  expect(book.totalAt(version)).toBe(total);
  expect(book.versions()).toBeGreaterThan(10);
  const { rows } = await pool.query<{ id: string }>('SELECT id FROM editions WHERE is_current');
  expect((await recount(pool, rows[0]?.id ?? '')).drift).toEqual([]);
  expect(total).toBeGreaterThan(100);
}, 120_000);

async function twoServers() {
  const database = await createTestDatabase();
  const db = openDatabase({ url: database.url, max: 2 });
  onTestFinished(async () => {
    await db.close();
    await database.drop();
  });
  const { LANTERN_SECRET, SMTP_URL } = PRODUCTION_ENV;
  const options = { databaseUrl: database.url, env: { LANTERN_SECRET, SMTP_URL } };
  const servers = [
    await startTestServer({ ...options, logLevel: 'silent' }),
    await startTestServer({ ...options, logLevel: 'silent' }),
  ] as const;
  return { ports: servers.map(({ port }) => port), pool: db.pool };
}

function watch(port: number, tick: (port: number, told: unknown) => void): Socket {
  const socket = io(`http://localhost:${port}`, { transports: ['websocket'], forceNew: true });
  for (const event of ['snapshot', 'tick']) socket.on(event, (told: unknown) => tick(port, told));
  return socket;
}
