import { afterEach, expect, test } from 'vitest';
import pg from 'pg';
import { migrate } from './migrate.ts';
import { readMigrations } from './migration-files.ts';
import { createEmptyDatabase, type TestDatabase } from './testing.ts';

let database: TestDatabase | undefined;
afterEach(async () => {
  await database?.drop();
  database = undefined;
});

async function applied(url: string): Promise<string[]> {
  const client = new pg.Client(url);
  await client.connect();
  const { rows } = await client.query<{ migration_name: string }>(
    'SELECT migration_name FROM _prisma_migrations WHERE finished_at IS NOT NULL ORDER BY 1',
  );
  await client.end();
  return rows.map((row) => row.migration_name);
}

test('applies every migration, and the second time none', async () => {
  database = await createEmptyDatabase();
  const names = (await readMigrations()).map(({ name }) => name);
  expect(await migrate(database)).toEqual(names);
  expect(await migrate(database)).toEqual([]);
  expect(await applied(database.url)).toEqual(names);
});

test('nodes that start at once apply each migration once', async () => {
  database = await createEmptyDatabase();
  const { url } = database;
  const answers = await Promise.all([migrate({ url }), migrate({ url }), migrate({ url })]);
  const names = (await readMigrations()).map(({ name }) => name);
  expect(answers.flat().sort()).toEqual(names);
  expect(await applied(url)).toEqual(names);
});
