import { createHash, randomUUID } from 'node:crypto';
import { pipeline } from 'node:stream/promises';
import { Readable } from 'node:stream';
import type { Transaction } from '@lantern/db/database';
import type { Migration } from '@lantern/db/migration-files';
import type { Pool } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import type { BackupTable } from './backup-format.ts';
import { quoted } from './snapshot.repo.ts';

// Everything of ours in the schema, and nothing an extension put there.
const DROP_ALL = `
  DO $$ DECLARE thing record; BEGIN
    FOR thing IN
      SELECT format('DROP TABLE IF EXISTS %s CASCADE', c.oid::regclass) AS statement
      FROM pg_class c
      WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')
        AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e')
    LOOP EXECUTE thing.statement; END LOOP;
    FOR thing IN
      SELECT format('DROP ROUTINE IF EXISTS %s CASCADE', p.oid::regprocedure) AS statement
      FROM pg_proc p
      WHERE p.pronamespace = 'public'::regnamespace
        AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')
    LOOP EXECUTE thing.statement; END LOOP;
    FOR thing IN
      SELECT format('DROP TYPE IF EXISTS %s CASCADE', t.oid::regtype) AS statement
      FROM pg_type t
      WHERE t.typnamespace = 'public'::regnamespace AND t.typtype = 'e'
        AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = t.oid AND d.deptype = 'e')
    LOOP EXECUTE thing.statement; END LOOP;
  END $$`;

// As Prisma's engine makes it, so that later migrations find their way.
const MIGRATIONS_TABLE = `
  CREATE TABLE _prisma_migrations (
    id VARCHAR(36) PRIMARY KEY NOT NULL,
    checksum VARCHAR(64) NOT NULL,
    finished_at TIMESTAMPTZ,
    migration_name VARCHAR(255) NOT NULL,
    logs TEXT,
    rolled_back_at TIMESTAMPTZ,
    started_at TIMESTAMPTZ NOT NULL DEFAULT now(),
    applied_steps_count INTEGER NOT NULL DEFAULT 0
  )`;

/** Empties the schema and makes the tables as `migrations` leave them; all of it can be rolled back. */
export async function rebuildSchema(
  tx: Transaction,
  migrations: readonly Migration[],
): Promise<void> {
  await tx.query(DROP_ALL);
  await tx.query(MIGRATIONS_TABLE);
  for (const { sql } of migrations) await tx.query(sql);
}

/** Applies a migration that the backup did not have, and records it as Prisma's engine does. */
export async function applyMigration(tx: Transaction, { name, sql }: Migration): Promise<void> {
  await tx.query(sql);
  await tx.query(
    `INSERT INTO _prisma_migrations
       (id, checksum, migration_name, started_at, finished_at, applied_steps_count)
     VALUES ($1, $2, $3, now(), now(), 1)`,
    [randomUUID(), createHash('sha256').update(sql).digest('hex'), name],
  );
}

/** Loads rows that {@link BackupTable} names; answers how many. */
export async function loadRows(
  tx: Transaction,
  table: Pick<BackupTable, 'name' | 'columns'>,
  rows: AsyncIterable<Buffer>,
): Promise<number> {
  // What was put away was written once all the same.
  await tx.query(`SET LOCAL lantern.restoring = 'on'`);
  const columns = table.columns.map(quoted).join(', ');
  const copy = tx.query(copyFrom(`COPY ${quoted(table.name)} (${columns}) FROM STDIN`));
  await pipeline(Readable.from(rows), copy);
  return copy.rowCount;
}

/** Tells the planner what the new tables hold. */
export async function gatherStatistics(pool: Pool): Promise<void> {
  await pool.query('ANALYZE');
}
