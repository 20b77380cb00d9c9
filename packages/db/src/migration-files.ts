import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { DB_ROOT } from './root.ts';
import type { SchemaFile } from './schema-engine.ts';

export const MIGRATIONS = path.join(DB_ROOT, 'prisma', 'migrations');
const SCHEMA = path.join(DB_ROOT, 'prisma', 'schema');
/** Beside each migration: the whole schema it leads to, from which the next one is reckoned. */
export const SNAPSHOT = 'schema.prisma';
export const LOCK_FILE = 'migration_lock.toml';

/** A migration: its folder's name and its SQL. */
export interface Migration {
  name: string;
  sql: string;
}

/** The schema as it stands, in one file. */
export async function currentSchema(): Promise<SchemaFile> {
  const names = (await readdir(SCHEMA)).filter((name) => name.endsWith('.prisma')).sort();
  const parts = await Promise.all(names.map((name) => readFile(path.join(SCHEMA, name), 'utf8')));
  return { path: SNAPSHOT, content: parts.join('\n') };
}

/** The schema that the newest migration leads to; null before the first. */
export async function lastSnapshot(): Promise<SchemaFile | null> {
  const newest = (await migrationNames()).at(-1);
  if (!newest) return null;
  return {
    path: SNAPSHOT,
    content: await readFile(path.join(MIGRATIONS, newest, SNAPSHOT), 'utf8'),
  };
}

/** All migrations, oldest first. */
export async function readMigrations(): Promise<Migration[]> {
  const names = await migrationNames();
  return Promise.all(
    names.map(async (name) => ({
      name,
      sql: await readFile(path.join(MIGRATIONS, name, 'migration.sql'), 'utf8'),
    })),
  );
}

async function migrationNames(): Promise<string[]> {
  const entries = await readdir(MIGRATIONS, { withFileTypes: true });
  return entries.flatMap((entry) => (entry.isDirectory() ? [entry.name] : [])).sort();
}
