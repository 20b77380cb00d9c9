import type { Pool } from 'pg';

/** Tables of the job queue's own housekeeping, which goes on by itself; the mails in it are looked at. */
const HOUSEKEEPING = /^pgboss\./u;
const MAILS = `SELECT md5(coalesce(string_agg(j::text, ',' ORDER BY id), '')) AS digest
  FROM pgboss.job j WHERE name = 'mail'`;

/** What every table holds, as one short text each. */
export async function digestTables(pool: Pool): Promise<Record<string, string>> {
  const { rows: tables } = await pool.query<{ name: string }>(
    `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables
     WHERE schemaname NOT IN ('pg_catalog', 'information_schema') ORDER BY 1`,
  );
  const read = async (sql: string) => (await pool.query<{ digest: string }>(sql)).rows[0]?.digest;
  const digests: Record<string, string> = { mails: (await read(MAILS)) ?? '' };
  for (const { name } of tables)
    if (!HOUSEKEEPING.test(name))
      digests[name] =
        (await read(
          `SELECT md5(coalesce(string_agg(t::text, ',' ORDER BY t::text), '')) AS digest FROM ${name} t`,
        )) ?? '';
  return digests;
}

/** Whether a mail is still to leave. */
export async function mailsWait(pool: Pool): Promise<boolean> {
  const { rowCount } = await pool.query(
    "SELECT 1 FROM pgboss.job WHERE name = 'mail' AND state < 'completed' LIMIT 1",
  );
  return rowCount !== 0;
}
