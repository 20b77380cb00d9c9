import type { Transaction } from '@lantern/db/database';
import { to as copyTo } from 'pg-copy-streams';
import type { BackupHeader, BackupTable } from './backup-format.ts';

/**
 * What is not kept: sessions and their like, so that a stolen one cannot be revived by a restore; and
 * what is worth nothing an hour later.
 */
const LEFT_OUT = ['sessions', 'verifications', 'suspicion_counters', 'mail_pace'];

/**
 * Kept empty: where a submission came from is forgotten after 24 hours, and a backup forgets nothing. Who
 * holds its key could try out every address there is.
 */
const EMPTIED: Record<string, readonly string[]> = { submissions: ['network_hash'] };

// Foreign keys decide the order of loading; none of ours goes in a circle.
const TABLES = `
  WITH RECURSIVE tables AS (
    SELECT c.oid, c.relname AS name FROM pg_class c
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND c.relname <> ALL($1)
  ), ranked AS (
    SELECT oid, 0 AS depth FROM tables
    UNION
    SELECT k.conrelid, r.depth + 1 FROM ranked r
    JOIN pg_constraint k ON k.confrelid = r.oid AND k.contype = 'f' AND k.conrelid <> r.oid
    WHERE r.depth < 20
  )
  SELECT t.name, max(r.depth) AS depth, ARRAY(
    SELECT a.attname::text FROM pg_attribute a
    WHERE a.attrelid = t.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
    ORDER BY a.attnum) AS columns
  FROM tables t JOIN ranked r USING (oid)
  GROUP BY t.oid, t.name ORDER BY depth, t.name`;

/** Mails still waiting, without tests that people send to themselves. `active` ones are being sent: rather once more than not at all. */
const MAILS_QUERY = `
  SELECT id, data ->> 'kind' AS kind, data ->> 'recordId' AS record_id, priority, start_after,
    data ->> 'newsId' AS news_id
  FROM pgboss.job WHERE name = 'mail' AND state IN ('created', 'retry', 'active')
    AND data ->> 'kind' <> 'news-test'`;
/** What a backup calls them. */
export const WAITING_MAILS = 'waiting_mails';
const MAIL_COLUMNS = ['id', 'kind', 'record_id', 'priority', 'start_after', 'news_id'];

/** One part of the snapshot: what the header says of it, and the query that gives its rows. */
export interface SnapshotPart {
  table: BackupTable;
  query: string;
}

/** What a snapshot holds; `tx` is repeatable read, so that counts and rows are of one moment. */
export interface Snapshot {
  header: BackupHeader;
  parts: SnapshotPart[];
}

/** Names each table and column of this moment, before any row is read. */
export async function describeSnapshot(tx: Transaction): Promise<Snapshot> {
  await requireTables(tx);
  const { rows: tables } = await tx.query<{ name: string; columns: string[] }>(TABLES, [LEFT_OUT]);
  const parts: SnapshotPart[] = [];
  for (const { name, columns } of tables) {
    const values = columns.map((column) =>
      EMPTIED[name]?.includes(column) ? 'NULL' : quoted(column),
    );
    const query = `SELECT ${values.join(', ')} FROM public.${quoted(name)}`;
    parts.push({ table: { name, columns, rows: await countRows(tx, query) }, query });
  }
  const mails = await waitingMails(tx);
  const { rows } = await tx.query<{ takenAt: Date; epoch: string | null }>(
    `SELECT transaction_timestamp() AS "takenAt", (SELECT epoch FROM installation) AS epoch`,
  );
  const { rows: applied } = await tx.query<{ name: string }>(
    `SELECT migration_name AS name FROM _prisma_migrations
     WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL ORDER BY migration_name`,
  );
  const header = {
    takenAt: (rows[0]?.takenAt ?? new Date(0)).toISOString(),
    epoch: rows[0]?.epoch ?? null,
    migrations: applied.map(({ name }) => name),
    tables: parts.map(({ table }) => table),
    mails: mails.table,
  };
  return { header, parts: [...parts, mails] };
}

/** A database that no Lantern has used yet is no backup's worth, and most likely not the one that was meant. */
async function requireTables(tx: Transaction): Promise<void> {
  const { rows } = await tx.query<{ there: boolean }>(
    `SELECT to_regclass('public._prisma_migrations') IS NOT NULL AS there`,
  );
  if (!rows[0]?.there) throw new Error('the database is empty: is DATA_DIR or DATABASE_URL right?');
}

async function waitingMails(tx: Transaction): Promise<SnapshotPart> {
  const { rows } = await tx.query<{ there: boolean }>(
    `SELECT to_regclass('pgboss.job') IS NOT NULL AS there`,
  );
  const query = rows[0]?.there
    ? MAILS_QUERY
    : `SELECT ${MAIL_COLUMNS.map((column) => `NULL AS ${column}`).join(', ')} WHERE false`;
  const table = { name: WAITING_MAILS, columns: MAIL_COLUMNS, rows: await countRows(tx, query) };
  return { table, query };
}

async function countRows(tx: Transaction, query: string): Promise<number> {
  const { rows } = await tx.query<{ count: number }>(`SELECT count(*) FROM (${query}) AS part`);
  return rows[0]?.count ?? 0;
}

/** The rows of a part as COPY text, in chunks of PostgreSQL's making. */
export function copyRows(tx: Transaction, { query }: SnapshotPart): AsyncIterable<Buffer> {
  return tx.query(copyTo(`COPY (${query}) TO STDOUT`));
}

/** An identifier of PostgreSQL. */
export const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;
