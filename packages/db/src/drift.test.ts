import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { migrate } from './migrate.ts';
import { currentSchema, lastSnapshot } from './migration-files.ts';
import { diffSql } from './schema-engine.ts';
import { createEmptyDatabase, type TestDatabase } from './testing.ts';

/** Written by hand in migrations, since Prisma's schema cannot say it. */
const BY_HAND = [
  'constraint assignments.assignments_city_or_region',
  'constraint corrections.corrections_count_positive',
  'constraint editions.editions_clock_whole',
  'constraint editions.editions_current_stands',
  'constraint editions.editions_dates_in_order',
  'constraint editions.editions_goal_positive',
  'constraint installation.installation_one_row',
  'constraint signatures.signatures_number_positive',
  'function edition_now',
  'function keep_archived',
  'function keep_archived_edition',
  'function keep_events',
  'function raise_tally_version',
  'function refuse',
  'index actions.actions_one_main',
  'index assignments.assignments_one_per_city',
  'index assignments.assignments_one_per_region',
  'index editions.editions_one_current',
  'index signatures.signatures_by_cause',
  'index signatures.signatures_by_decision',
  'index signatures.signatures_by_ref',
  'index signatures.signatures_news',
  'index signatures.signatures_one_per_address',
  'index signatures.signatures_supporters',
  'trigger actions.actions_archived',
  'trigger announcements.announcements_archived',
  'trigger applications.applications_archived',
  'trigger assignments.assignments_archived',
  'trigger audit_log.audit_log_append_only',
  'trigger cities.cities_archived',
  'trigger cities.cities_hidden_raise_version',
  'trigger editions.editions_archived',
  'trigger events.events_append_only',
  'trigger field_commands.field_commands_archived',
  'trigger field_commands.field_commands_kept',
  'trigger field_commands.field_commands_said',
  'trigger news.news_archived',
  'trigger petition_texts.petition_texts_archived',
  'trigger petition_texts.petition_texts_locked',
  'trigger publications.publications_archived',
  'trigger signatures.signatures_number_stays',
  'trigger tallies.tallies_not_negative',
  'trigger tally_heads.tally_heads_not_negative',
  'trigger tally_heads.tally_heads_only_forward',
];

const CATALOGUE = `
  SELECT 'column ' || c.relname || '.' || a.attname AS name,
    format_type(a.atttypid, a.atttypmod) || CASE WHEN a.attnotnull THEN ' NOT NULL' ELSE '' END
      || coalesce(' DEFAULT ' || pg_get_expr(d.adbin, d.adrelid), '') AS definition
  FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid AND c.relkind = 'r'
    LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
  WHERE c.relnamespace = 'public'::regnamespace AND a.attnum > 0 AND NOT a.attisdropped
  UNION ALL
  SELECT 'index ' || tablename || '.' || indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'
  UNION ALL
  SELECT 'constraint ' || conrelid::regclass || '.' || conname, pg_get_constraintdef(oid)
  FROM pg_constraint WHERE connamespace = 'public'::regnamespace AND contype <> 'n'
  UNION ALL
  SELECT 'trigger ' || tgrelid::regclass || '.' || tgname, pg_get_triggerdef(oid)
  FROM pg_trigger WHERE NOT tgisinternal
  UNION ALL
  SELECT 'function ' || proname, pg_get_functiondef(oid)
  FROM pg_proc WHERE pronamespace = 'public'::regnamespace
  UNION ALL
  SELECT 'enum ' || typname, (SELECT string_agg(enumlabel, ',' ORDER BY enumsortorder)
    FROM pg_enum WHERE enumtypid = t.oid)
  FROM pg_type t WHERE typtype = 'e' AND typnamespace = 'public'::regnamespace`;

let migrated: TestDatabase;
let built: TestDatabase;

beforeAll(async () => {
  [migrated, built] = await Promise.all([createEmptyDatabase(), createEmptyDatabase()]);
  await migrate(migrated);
  const sql = await diffSql({ url: built.url, from: null, to: await currentSchema() });
  await ask(built.url, sql);
});
afterAll(async () => {
  await Promise.all([migrated.drop(), built.drop()]);
});

async function ask(url: string, sql: string): Promise<pg.QueryResult<CatalogueRow>> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    return await client.query<CatalogueRow>(sql);
  } finally {
    await client.end();
  }
}

interface CatalogueRow {
  name: string;
  definition: string;
}

async function catalogue(url: string): Promise<Map<string, string>> {
  const { rows } = await ask(url, CATALOGUE);
  const ours = rows.filter(({ name }) => !name.includes('_prisma_migrations'));
  return new Map(ours.map(({ name, definition }) => [name, definition]));
}

test('the migrations lead to the schema, and beyond it to what is written by hand', async () => {
  const fromMigrations = await catalogue(migrated.url);
  const fromSchema = await catalogue(built.url);
  const extra = [...fromMigrations.keys()].filter((name) => !fromSchema.has(name)).sort();
  expect(extra).toEqual(BY_HAND);
  for (const name of BY_HAND) fromMigrations.delete(name);
  expect(fromMigrations).toEqual(fromSchema);
  expect(fromSchema.size).toBeGreaterThan(100);
});

test('the newest migration has the snapshot the next one starts from', async () => {
  expect((await lastSnapshot())?.content).toBe((await currentSchema()).content);
});
