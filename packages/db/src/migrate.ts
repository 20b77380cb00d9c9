import { readFile } from 'node:fs/promises';
import path from 'node:path';
import pg from 'pg';
import { LOCK_FILE, MIGRATIONS, readMigrations } from './migration-files.ts';
import { withSchemaEngine } from './schema-engine.ts';

/** Taken while migrating, so that nodes which start at once wait for each other. */
const MIGRATION_LOCK = 7_022_027;

/**
 * Applies what is missing of `prisma/migrations` and tells the names; `prisma migrate deploy` would do the
 * same. Safe to call from many processes at once. A migration either applies whole or not at all.
 */
export async function migrate({ url }: { url: string }): Promise<string[]> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    await client.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
    // The engine takes a quarter of a second to load; most starts have nothing to apply.
    if (await isUpToDate(client)) return [];
    return await apply(url);
  } finally {
    await client.end();
  }
}

async function isUpToDate(client: pg.Client): Promise<boolean> {
  const { rows: tables } = await client.query("SELECT to_regclass('_prisma_migrations') AS name");
  if (tables[0]?.name === null) return false;
  const { rows } = await client.query<{ migration_name: string }>(
    'SELECT migration_name FROM _prisma_migrations WHERE finished_at IS NOT NULL',
  );
  const applied = new Set(rows.map((row) => row.migration_name));
  return (await readMigrations()).every(({ name }) => applied.has(name));
}

async function apply(url: string): Promise<string[]> {
  const lockfile = await readFile(path.join(MIGRATIONS, LOCK_FILE), 'utf8');
  const migrations = await readMigrations();
  const { appliedMigrationNames } = await withSchemaEngine(url, (engine) =>
    engine.applyMigrations({
      migrationsList: {
        baseDir: MIGRATIONS,
        lockfile: { path: LOCK_FILE, content: lockfile },
        shadowDbInitScript: '',
        migrationDirectories: migrations.map(({ name, sql }) => ({
          path: name,
          migrationFile: { path: 'migration.sql', content: { tag: 'ok', value: sql } },
        })),
      },
      filters: { externalTables: [], externalEnums: [] },
    }),
  );
  return appliedMigrationNames;
}
