import { randomUUIDv7 } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openDatabase, type Database } from '@lantern/db/database';
import { createTestDatabase, type TestDatabase } from '@lantern/db/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openRestore } from '../../app/restore-deps.ts';
import { createKeyring } from '../../platform/keyring.ts';
import { writeBackup } from './backup.ts';
import { restoreBackup } from './restore.ts';

const keyring = createKeyring(Buffer.alloc(32, 7));
let database: TestDatabase;
let db: Database;
let folder: string;

beforeAll(async () => {
  database = await createTestDatabase();
  db = openDatabase({ url: database.url, max: 4, applicationName: 'lantern-restore' });
  folder = await mkdtemp(path.join(tmpdir(), 'lantern-day-'));
});
afterAll(async () => {
  await db.close();
  await database.drop();
  await rm(folder, { recursive: true });
});

const query = async (sql: string) => (await db.pool.query<Record<string, unknown>>(sql)).rows;

test('a restore shows nothing that was hidden, and lets in no screen and no coordinator that was sent away', async () => {
  await query(
    `INSERT INTO cities (edition_id, slug, kind)
       SELECT id, 'berlin', 'delivery' FROM editions WHERE is_current ON CONFLICT DO NOTHING;
     INSERT INTO assignments (id, edition_id, account_id, role, city_slug, created_at, created_by, pin_hash)
       SELECT gen_random_uuid(), id, 'ann', 'coordinator', 'berlin', now(), 's', 'pin' FROM editions WHERE is_current;
     INSERT INTO screen_tokens (id, edition_id, name, token_hash, created_at, created_by, expires_at, last_seen_at)
       SELECT gen_random_uuid(), id, name, name::bytea, now(), 's', now() + interval '1 day', seen
       FROM editions, (VALUES ('hall', now()), ('stays', now()), ('link', NULL)) s (name, seen) WHERE is_current;
     INSERT INTO editions (id, slug, kind, date, timezone, opens_at, closes_at, delivers_at, goal, archived_at)
       SELECT gen_random_uuid(), 'over', kind, date, timezone, opens_at, closes_at, delivers_at, goal, now()
       FROM editions WHERE is_current`,
  );
  const file = path.join(folder, 'backup');
  await writeBackup({ pool: db.pool, keyring, file });
  await query(
    `UPDATE cities SET hidden_at = now() WHERE slug = 'berlin';
     UPDATE assignments SET ended_at = now(), ended_by = 'boss', end_reason = 'gone';
     UPDATE screen_tokens SET revoked_at = now(), revoked_by = 'boss' WHERE name = 'hall';
     UPDATE editions SET publishing_paused = true WHERE is_current`,
  );
  const { deps, close } = await openRestore(
    { env: { dataDir: folder }, keyring, db },
    randomUUIDv7,
  );
  // What is put away refuses every change, and hinders nothing.
  await restoreBackup(deps, { file, replace: true });
  await close();
  expect(await query(`SELECT FROM public_cities WHERE slug = 'berlin'`)).toEqual([]);
  expect(await query('SELECT slug FROM editions WHERE publishing_paused')).toHaveLength(1);
  expect(await query('SELECT ended_by, pin_hash FROM assignments')).toEqual([
    { ended_by: 'boss', pin_hash: null },
  ]);
  const open = 'SELECT name FROM screen_tokens WHERE revoked_at IS NULL AND expires_at > now()';
  expect(await query(open)).toEqual([{ name: 'stays' }]);
});
