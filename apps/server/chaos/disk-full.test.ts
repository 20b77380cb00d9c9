import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { openDatabase, type Database } from '@lantern/db/database';
import { freePort } from '@lantern/db/free-port';
import { createTestDatabase } from '@lantern/db/testing';
import { expect, onTestFinished, test } from 'vitest';
import { createKeyring } from '../src/platform/keyring.ts';
import { linkRecordId, linkToken } from '../src/platform/signing-links.ts';
import { startProcess } from '../test/server-process.ts';
import { clusterIn, openEmbedded } from './embedded-database.ts';
import { expectKept } from './kept.ts';
import { ready, sign } from './probes.ts';
import { expectReadable, visitAll } from './readings.ts';
import { atScale } from './scale.ts';
import { smallDisk } from './small-disk.ts';
import { newRecord, startBurst } from './signing-burst.ts';

const SECRET = 'k3Vd0y7Qp9sXw2Zr8Tn4Lb6Hc1Jf5Ga0';
const NO_DISK =
  'this system lets us mount no small disk (it takes root, or the capability to mount)';
/** Holds a new cluster and little more. */
const DISK_MB = 220;
const FULL_MS = atScale({ short: 1_500, full: 20_000 });
const BURST_MS = 500;
/** A server that ran out of space in its log starts over, and is tried again every five seconds at most. */
const RECOVERED_MS = 30_000;

test('the disk under the embedded database is full: told, then all there again without a restart', async ({
  skip,
  annotate,
}) => {
  const disk = (await smallDisk(DISK_MB)) ?? skip(NO_DISK);
  const port = await freePort();
  const server = await startProcess({ DATA_DIR: disk.folder, PORT: `${port}` });
  await server.says('is running');
  const origin = `http://localhost:${port}`;
  const db = await openEmbedded(clusterIn(disk.folder));
  await visitAll(origin);
  const record = newRecord();
  const burst = await startBurst(origin, { record, name: 'full' });
  await delay(BURST_MS);
  const fullAt = new Date();
  await disk.fill();
  await useUpLog(db);
  await expect
    .poll(() => ready(origin), { timeout: RECOVERED_MS })
    .toMatchObject({ status: 503, failing: expect.arrayContaining(['database']) });
  await delay(FULL_MS);
  await expectReadable(origin, fullAt);
  await disk.free();
  const began = performance.now();
  const soon = { timeout: RECOVERED_MS, interval: 50 };
  await expect.poll(async () => (await sign(origin, 'room@again.example')).status, soon).toBe(202);
  await expect.poll(() => ready(origin), soon).toEqual({ status: 200 });
  const took = Math.round(performance.now() - began);
  await burst.stop();
  record.tried.add('room@again.example');
  const refused = record.answers.filter(({ status }) => status !== 202);
  expect(refused.length).toBeGreaterThan(0);
  expect(refused.filter(({ status, retryAfter }) => status !== 503 || !retryAfter)).toEqual([]);
  await expectKept(db, record);
  server.signal('SIGTERM');
  expect(await server.exited).toBe(0);
  await annotate(`${took} ms after there was room; ${refused.length} were told 503`);
});

test('no room for the ledger of erasures: nothing is ended, and it says so', async ({ skip }) => {
  const disk = (await smallDisk(4)) ?? skip(NO_DISK);
  const database = await createTestDatabase();
  onTestFinished(() => database.drop());
  const port = await freePort();
  const server = await startProcess({
    DATA_DIR: disk.folder,
    PORT: `${port}`,
    DATABASE_URL: database.url,
    LANTERN_SECRET: SECRET,
  });
  await server.says('is running');
  const origin = `http://localhost:${port}`;
  const db = openDatabase({ url: database.url, max: 1 });
  onTestFinished(() => db.close());
  const { amendToken } = (await (await sign(origin, 'ends@erased.example')).json()) as {
    amendToken: string;
  };
  const id = linkRecordId(amendToken) ?? '';
  const keyring = createKeyring(Buffer.from(SECRET));
  const press = (purpose: 'confirm' | 'withdraw' | 'erase') =>
    fetch(`${origin}/trpc/signing.${purpose}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ token: linkToken(keyring, purpose, { id, generation: 0 }) }),
    });
  expect((await press('confirm')).status).toBe(200);
  const standing = async () =>
    (
      await db.pool.query(
        `SELECT state::text, email_hash IS NULL AS erased, (SELECT count(*)::int FROM erasures) AS recorded
         FROM signatures`,
      )
    ).rows;
  await disk.fill();
  for (const purpose of ['withdraw', 'erase'] as const) {
    const answer = await press(purpose);
    expect([purpose, answer.status]).toEqual([purpose, 503]);
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
  }
  expect(await standing()).toEqual([{ state: 'confirmed', erased: false, recorded: 0 }]);
  await disk.free();
  expect((await press('erase')).status).toBe(200);
  expect(await standing()).toEqual([{ state: 'withdrawn', erased: true, recorded: 1 }]);
  const lines = (await readFile(path.join(disk.folder, 'erasures.jsonl'), 'utf8')).split('\n');
  expect(lines.filter((line) => line.endsWith('}')).map((line) => JSON.parse(line))).toMatchObject([
    { kind: 'erase' },
  ]);
});

/** Writes log until the server finds no room for the next piece of it, which stops it in its tracks. */
async function useUpLog({ pool }: Database): Promise<void> {
  for (let piece = 0; piece < 64; piece += 1) {
    const done = await pool
      .query(`SELECT pg_logical_emit_message(false, 'chaos', repeat('x', 1000)), pg_switch_wal()`)
      .then(
        () => true,
        () => false,
      );
    if (!done) return;
  }
}
