import { randomUUIDv7 } from 'node:crypto';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openDatabase, type Database } from '@lantern/db/database';
import { migrate } from '@lantern/db/migrate';
import { readMigrations, type Migration } from '@lantern/db/migration-files';
import { createEmptyDatabase, type TestDatabase } from '@lantern/db/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createSigningWorld, network, type SigningWorld } from '../../../test/signing-world.ts';
import { contactDeps } from '../../app/contact-deps.ts';
import { openRestore } from '../../app/restore-deps.ts';
import { ERASURE_LEDGER_FILE } from '../../app/signing-deps.ts';
import { createKeyring } from '../../platform/keyring.ts';
import { createContactService } from '../contact/contact.service.ts';
import { recount } from '../counts/recount.ts';
import { openErasureLedger } from '../signing/erasure-ledger.ts';
import { verifyBackup } from './backup-reader.ts';
import { writeBackup } from './backup.ts';
import { restoreBackup } from './restore.ts';

let world: SigningWorld;
let folder: string;
let file: string;
const home = { networkHash: network('home') };

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'lantern-backup-'));
  file = path.join(folder, 'backup');
  world = await createSigningWorld();
  for (const email of ['ann@example.org', 'bo@example.org', 'cy@example.org', 'di@example.org'])
    await signed(email);
  await submitted('later@example.org');
  await world.pool.query(
    `INSERT INTO users (id, name, email, role, updated_at) VALUES ('u1', 'A', 'a@example.org', 'admin', now());
     INSERT INTO sessions (id, user_id, token, expires_at, updated_at)
       VALUES ('s1', 'u1', 'stolen', now() + interval '1 day', now());
     INSERT INTO invitations (id, email, role, token_hash, created_by, created_at, expires_at)
       VALUES (gen_random_uuid(), 'b@example.org', 'admin', '\\x01', 'u1', now(), now() + interval '9 days')`,
  );
  await writeBackup({ pool: world.pool, keyring: world.keyring, file });
});
afterAll(async () => {
  await world.close();
  await rm(folder, { recursive: true });
});

async function submitted(email: string): Promise<string> {
  await world.service.submit(world.submission(email, { name: 'Canary Person' }), home);
  return (await world.mailsTo(email)).at(-1)?.recordId ?? '';
}
async function signed(email: string): Promise<string> {
  const id = await submitted(email);
  await world.service.confirm({ token: await world.link('confirm', id) }, home);
  return id;
}

interface Target {
  db: Database;
  dataDir: string;
  restore: (from: string, replace?: boolean) => ReturnType<typeof restoreBackup>;
  /** Restores the file with a Lantern that knows other migrations. */
  restoreWith: (migrations: Migration[]) => ReturnType<typeof restoreBackup>;
  close: () => Promise<void>;
}

/** Another machine: a database and a data folder of its own. */
async function target(keyring = world.keyring): Promise<Target> {
  const database: TestDatabase = await createEmptyDatabase();
  const db = openDatabase({ url: database.url, max: 4, applicationName: 'lantern-restore' });
  const dataDir = await mkdtemp(path.join(folder, 'data-'));
  const { deps, close } = await openRestore({ env: { dataDir }, keyring, db }, randomUUIDv7);
  return {
    db,
    dataDir,
    restore: (from, replace = false) => restoreBackup(deps, { file: from, replace }),
    restoreWith: (migrations) =>
      restoreBackup({ ...deps, readMigrations: async () => migrations }, { file, replace: true }),
    close: async () => {
      await close();
      await db.close();
      await database.drop();
    },
  };
}

const count = async (db: Pick<Database, 'pool'>, query: string): Promise<number> =>
  (await db.pool.query<{ n: number }>(`SELECT count(*) AS n FROM ${query}`)).rows[0]?.n ?? -1;

describe('a backup', () => {
  test('is readable by its owner alone, says nothing in the clear, and names its parts', async () => {
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    const bytes = await readFile(file);
    expect(bytes.toString('latin1')).toMatch(/^age-encryption\.org\/v1\n-> scrypt /u);
    for (const canary of ['signatures', 'Canary Person', 'ann@example.org'])
      expect(bytes.includes(canary)).toBe(false);
    const header = await verifyBackup(file, world.keyring);
    const rows = Object.fromEntries(header.tables.map((table) => [table.name, table.rows]));
    expect(rows).toMatchObject({ signatures: 4, submissions: 1, editions: 1 });
    expect(rows).not.toHaveProperty('sessions');
    expect(header.mails.rows).toBeGreaterThan(0);
  });

  test('that is not there is told as missing, not as changed', async () => {
    await expect(verifyBackup(path.join(folder, 'mistyped'), world.keyring)).rejects.toMatchObject({
      code: 'ENOENT',
    });
  });

  test('never overwrites a file', async () => {
    await expect(
      writeBackup({ pool: world.pool, keyring: world.keyring, file }),
    ).rejects.toMatchObject({ code: 'EEXIST' });
    expect((await verifyBackup(file, world.keyring)).tables.length).toBeGreaterThan(10);
  });
});

describe('a restore', () => {
  test('brings back the same numbers, under a new epoch, without sessions or open invitations', async () => {
    const machine = await target();
    const report = await machine.restore(file);
    expect(report).toMatchObject({ drift: 0, erasures: { entries: 0 } });
    const { counted, drift } = await recount(machine.db.pool, world.edition.id);
    expect({ counted, drift }).toEqual({ counted: 4, drift: [] });
    const epochs = await Promise.all(
      [world.pool, machine.db.pool].map(
        async (pool) => (await pool.query('SELECT epoch FROM installation')).rows[0],
      ),
    );
    expect(epochs[0]).not.toEqual(epochs[1]);
    expect(await count(machine.db, 'sessions')).toBe(0);
    expect(await count(machine.db, 'invitations WHERE expires_at > now()')).toBe(0);
    expect(await count(machine.db, `audit_log WHERE act = 'backup.restore'`)).toBe(1);
    // The tables are as the migrations leave them, and the next start finds nothing to do.
    expect(await migrate({ url: machine.db.pool.options.connectionString ?? '' })).toEqual([]);
    // Names are still bound to their records.
    const { rows } = await machine.db.pool.query<{ id: string; name_sealed: Buffer }>(
      'SELECT id, name_sealed FROM signatures LIMIT 1',
    );
    const [row] = rows;
    expect(world.keyring.open(row?.name_sealed ?? Buffer.alloc(0), row?.id ?? '')).toBe(
      'Canary Person',
    );
    await machine.close();
  });

  test('does not know where a submission came from, which is forgotten after a day', async () => {
    expect(await count(world, 'submissions WHERE network_hash IS NOT NULL')).toBe(1);
    const { db, restore, close } = await target();
    await restore(file);
    expect(await count(db, 'submissions')).toBe(1);
    expect(await count(db, 'submissions WHERE network_hash IS NOT NULL')).toBe(0);
    await close();
  });

  test('leaves room for the numbers that were given after the backup', async () => {
    const machine = await target();
    await machine.restore(file);
    const { rows } = await machine.db.pool.query(
      'SELECT total, version, last_number FROM tally_heads',
    );
    expect(rows[0]).toMatchObject({ total: 4 });
    expect(rows[0].last_number).toBeGreaterThanOrEqual(10_004);
    await machine.close();
  });

  test('queues the waiting mails again, each once', async () => {
    const machine = await target();
    const waiting = (await verifyBackup(file, world.keyring)).mails.rows;
    const report = await machine.restore(file);
    expect(report.mails).toEqual({ queued: waiting, settled: 0 });
    expect(await count(machine.db, `pgboss.job WHERE name = 'mail'`)).toBe(waiting);
    const again = await machine.restore(file, true);
    expect(again.mails.queued).toBe(waiting);
    expect(await count(machine.db, `pgboss.job WHERE name = 'mail'`)).toBe(waiting);
    await machine.close();
  });

  test('does not send what the replaced database knows to be sent', async () => {
    const machine = await target();
    await machine.restore(file);
    const source = await world.pool.query<{ id: string }>(
      `SELECT id FROM pgboss.job WHERE name = 'mail' ORDER BY id LIMIT 1`,
    );
    await machine.db.pool.query(
      `INSERT INTO mail_outcomes (job_id, kind, record_id, outcome, at)
       VALUES ($1, 'confirm', gen_random_uuid(), 'sent', now())`,
      [source.rows[0]?.id],
    );
    const report = await machine.restore(file, true);
    expect(report.mails.settled).toBe(1);
    await machine.close();
  });

  test('erases again what was erased after the backup, by the ledger file alone', async () => {
    const before = path.join(folder, 'before-erasure');
    const id = await signed('gone@example.org');
    await writeBackup({ pool: world.pool, keyring: world.keyring, file: before });
    await world.service.erase(await world.link('erase', id));
    const machine = await target();
    await openErasureLedger(path.join(machine.dataDir, ERASURE_LEDGER_FILE)).append(world.ledger);
    const report = await machine.restore(before);
    expect(report).toMatchObject({ drift: 0, erasures: { entries: 1 } });
    expect(
      await count(
        machine.db,
        `signatures WHERE id = '${id}' AND num_nonnulls(name_sealed, email_sealed) > 0`,
      ),
    ).toBe(0);
    expect((await recount(machine.db.pool, world.edition.id)).counted).toBe(4);
    await machine.close();
  });

  test('leaves out a message to the organisers that was deleted for good after the backup', async () => {
    const machine = await target();
    const contact = createContactService(
      contactDeps({
        ...world,
        env: { mode: 'local' },
        newId: randomUUIDv7,
        ledger: openErasureLedger(path.join(machine.dataDir, ERASURE_LEDGER_FILE)),
        currentEditionId: async () => world.edition.id,
        editionFor: async () => world.edition,
      }),
    );
    const by = { accountId: 'u1', role: 'admin' } as const;
    const words = { topic: 'other', locale: 'en', name: 'Ann', email: 'ann@example.org' } as const;
    for (const text of ['Stays.', 'Goes.'])
      await contact.send({ ...words, text, website: '' }, home);
    const before = path.join(folder, 'before-deletion');
    await writeBackup({ pool: world.pool, keyring: world.keyring, file: before });
    const id = (await contact.list(false, by)).messages[0]?.id ?? '';
    await contact.delete({ commandId: randomUUIDv7(), id }, by);
    const report = await machine.restore(before);
    expect(report.erasures).toMatchObject({ entries: 1, records: 1 });
    expect(await count(machine.db, 'contact_messages')).toBe(1);
    expect(await count(machine.db, `contact_messages WHERE id = '${id}'`)).toBe(0);
    await machine.close();
  });

  test('keeps to what the replaced database knows: erasures, numbers, frozen accounts', async () => {
    const machine = await target();
    await machine.restore(file);
    await machine.db.pool.query(
      `UPDATE tally_heads SET version = version + 500, last_number = last_number + 70;
       UPDATE users SET frozen_at = now();`,
    );
    const live = (await machine.db.pool.query('SELECT version, last_number FROM tally_heads'))
      .rows[0];
    const report = await machine.restore(file, true);
    expect(report.frozen).toBe(1);
    const { rows } = await machine.db.pool.query('SELECT version, last_number FROM tally_heads');
    expect(rows[0].last_number).toBe(live.last_number);
    expect(rows[0].version).toBeGreaterThan(live.version);
    expect(await count(machine.db, 'users WHERE frozen_at IS NOT NULL')).toBe(1);
    await machine.close();
  });

  test('gives nobody back what was taken away after the backup, and nobody what was given since', async () => {
    const machine = await target();
    const partner = randomUUIDv7();
    const query = async (sql: string) => (await machine.db.pool.query(sql)).rows;
    await machine.restore(file);
    await machine.db.pool.query(
      `INSERT INTO users (id, name, email, role, updated_at) VALUES
         ('p1', 'P', 'p@example.org', 'admin', now()), ('p2', 'Q', 'q@example.org', 'moderator', now()),
         ('p3', 'R', 'r@example.org', 'observer', now());
       INSERT INTO passkeys (id, public_key, user_id, credential_id, counter, device_type, backed_up)
         SELECT 'k' || n, 'key', 'p1', 'c' || n, 0, 'singleDevice', false FROM generate_series(1, 2) n;
       INSERT INTO passkeys (id, public_key, user_id, credential_id, counter, device_type, backed_up)
         VALUES ('k3', 'key', 'p2', 'c3', 0, 'singleDevice', false);
       INSERT INTO partners (id, ref, name, origins, locales, created_at, created_by) VALUES ('${partner}',
         'church', 'Church', '{https://a.example,https://b.example}', '{en}', now(), 'p1');
       INSERT INTO approvals (id, act, payload, state, requested_by, requested_at, expires_at)
         VALUES (gen_random_uuid(), 'invite', '{}', 'approved', 'p1', now(), now() + interval '1 day');
       UPDATE signatures SET show_name = true`,
    );
    const before = path.join(folder, 'before-taking-away');
    await writeBackup({ pool: machine.db.pool, keyring: world.keyring, file: before });
    await machine.db.pool.query(
      `DELETE FROM passkeys WHERE id IN ('k2', 'k3');
       UPDATE users SET role = 'observer' WHERE id IN ('p1', 'p2');
       UPDATE users SET role = 'admin' WHERE id = 'p3';
       UPDATE partners SET ended_at = now(), origins = '{https://b.example,https://c.example}';
       UPDATE approvals SET state = 'used';
       UPDATE editions SET supporters_hidden = true, news_paused = true, collection_paused = true;
       UPDATE signatures SET name_hidden_at = now(), bounced_at = now()`,
    );
    await machine.restore(before, true);
    expect(await query(`SELECT id, role FROM users WHERE id LIKE 'p%' ORDER BY id`)).toEqual([
      { id: 'p1', role: 'observer' },
      { id: 'p2', role: 'observer' },
      { id: 'p3', role: 'observer' },
    ]);
    // Of the second account every passkey is gone, as if with the disk: it keeps the backup's.
    expect(await query('SELECT id FROM passkeys ORDER BY id')).toEqual([
      { id: 'k1' },
      { id: 'k3' },
    ]);
    expect(await query('SELECT origins FROM partners WHERE ended_at IS NOT NULL')).toEqual([
      { origins: ['https://b.example'] },
    ]);
    expect(await count(machine.db, 'approvals WHERE expires_at > now()')).toBe(0);
    expect(
      await count(
        machine.db,
        'editions WHERE is_current AND supporters_hidden AND news_paused AND collection_paused',
      ),
    ).toBe(1);
    expect(await count(machine.db, 'signatures WHERE name_hidden_at IS NULL')).toBe(0);
    expect(await count(machine.db, 'signatures WHERE bounced_at IS NULL')).toBe(0);
    await machine.close();
  });

  test('brings an older backup up to date, and leaves a newer one alone', async () => {
    const machine = await target();
    const known = await readMigrations();
    const later = {
      name: '99990101000000_later',
      sql: 'ALTER TABLE editions ADD COLUMN motto text',
    };
    const report = await machine.restoreWith([...known, later]);
    expect(report.laterMigrations).toEqual([later.name]);
    expect(await count(machine.db, 'editions WHERE motto IS NULL')).toBe(1);
    expect(
      await count(machine.db, `_prisma_migrations WHERE migration_name = '${later.name}'`),
    ).toBe(1);
    await expect(machine.restoreWith([])).rejects.toThrow('newer Lantern');
    const broken = { name: '99990101000000_broken', sql: 'ALTER TABLE nowhere ADD COLUMN x text' };
    await expect(machine.restoreWith([...known, broken])).rejects.toThrow('nowhere');
    expect(await count(machine.db, 'editions WHERE motto IS NULL')).toBe(1);
    await machine.close();
  });

  test('refuses a database that holds something, and one in use', async () => {
    const machine = await target();
    await machine.restore(file);
    await expect(machine.restore(file)).rejects.toThrow('--replace');
    const other = openDatabase({ url: machine.db.pool.options.connectionString ?? '', max: 1 });
    await other.pool.query('SELECT 1');
    await expect(machine.restore(file, true)).rejects.toThrow('stop every Lantern');
    await other.close();
    await machine.close();
  });

  test('changes nothing for a cut, changed or foreign file', async () => {
    const bytes = await readFile(file);
    const flipped = Buffer.from(bytes);
    flipped[bytes.length - 40] = (flipped[bytes.length - 40] ?? 0) ^ 1;
    const files = {
      cut: bytes.subarray(0, bytes.length - 30),
      half: bytes.subarray(0, 600),
      flipped,
      empty: Buffer.alloc(0),
      text: Buffer.from('no backup'),
    };
    const machine = await target();
    await machine.restore(file);
    const epoch = (await machine.db.pool.query('SELECT epoch FROM installation')).rows[0];
    for (const [name, content] of Object.entries(files)) {
      const broken = path.join(folder, name);
      await writeFile(broken, content);
      await expect(machine.restore(broken, true)).rejects.toMatchObject({
        name: 'BackupUnreadableError',
      });
    }
    expect((await machine.db.pool.query('SELECT epoch FROM installation')).rows[0]).toEqual(epoch);
    expect(await count(machine.db, 'signatures')).toBe(4);
    await machine.close();
  });

  test('brings back what was put away, which nothing else may write', async () => {
    await world.pool.query(
      `INSERT INTO editions (id, slug, date, timezone, opens_at, closes_at, delivers_at, goal)
         VALUES (gen_random_uuid(), '2025', '2025-09-24', 'UTC', '2025-01-01', '2025-09-23', '2025-09-24', 1);
       INSERT INTO cities (edition_id, slug, kind) SELECT id, 'seoul', 'delivery' FROM editions WHERE slug = '2025';
       UPDATE editions SET archived_at = now() WHERE slug = '2025'`,
    );
    const archived = path.join(folder, 'archived');
    await writeBackup({ pool: world.pool, keyring: world.keyring, file: archived });
    const { db, restore, close } = await target();
    await restore(archived);
    const cities = `cities c JOIN editions e ON e.id = c.edition_id WHERE e.archived_at IS NOT NULL`;
    expect(await count(db, cities)).toBe(1);
    await close();
  });

  test('says so when the secret is another', async () => {
    const machine = await target(createKeyring(Buffer.alloc(32, 9)));
    await expect(machine.restore(file)).rejects.toThrow('LANTERN_SECRET');
    await machine.close();
  });
});
