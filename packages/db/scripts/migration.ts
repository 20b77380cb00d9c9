/** Writes the migration from the last one's schema to the schema as it stands: `migration NAME`. */
import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import {
  currentSchema,
  lastSnapshot,
  LOCK_FILE,
  MIGRATIONS,
  SNAPSHOT,
} from '../src/migration-files.ts';
import { diffSql } from '../src/schema-engine.ts';
import { startScratch } from '../src/scratch.ts';

const name = process.argv[2] ?? '';
if (!/^[a-z][a-z0-9_]*$/u.test(name)) {
  console.error('Name the migration in lower case with underscores, as in: migration add_reports');
  process.exit(1);
}

await mkdir(MIGRATIONS, { recursive: true });
const lock = path.join(MIGRATIONS, LOCK_FILE);
if (!existsSync(lock)) await writeFile(lock, 'provider = "postgresql"\n');

const from = await lastSnapshot();
const to = await currentSchema();
const scratch = await startScratch();
const sql = await diffSql({ url: scratch.url, from, to });
await scratch.stop();
const stamp = new Date().toISOString().replaceAll(/\D/gu, '').slice(0, 14);
const folder = path.join(MIGRATIONS, `${stamp}_${name}`);
await mkdir(folder);
await writeFile(path.join(folder, 'migration.sql'), sql);
await writeFile(path.join(folder, SNAPSHOT), to.content);
console.log(`Wrote ${folder}. Read its SQL; what Prisma cannot express is added by hand.`);
