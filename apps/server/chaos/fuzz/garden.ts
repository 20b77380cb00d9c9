import type { Pool } from 'pg';

/** What fuzzing must find as it was: who is signed in, and that the petition takes signatures. */
const TENDED = ['users', 'sessions', 'passkeys', 'editions'] as const;
/** After these inputs at most things are put back. */
const EVERY = 100;

export interface Garden {
  /** Puts things back when it is time. */
  tend: () => Promise<void>;
}

/**
 * Signed-in inputs end sessions, freeze accounts and close the petition. That is what they are for; but then
 * everything after them would only ever be refused. So rows are put back as they were every now and then.
 */
export async function openGarden(pool: Pool, afterwards: () => Promise<void>): Promise<Garden> {
  const kept = new Map<string, unknown>();
  for (const table of TENDED) {
    const { rows } = await pool.query<{ rows: unknown }>(
      `SELECT jsonb_agg(t) AS rows FROM ${table} t`,
    );
    kept.set(table, rows[0]?.rows);
  }
  const columns = await columnsOf(pool);
  const putBack = async () => {
    await pool.query(`UPDATE editions SET is_current = false WHERE is_current`);
    for (const table of TENDED)
      await pool.query(
        `INSERT INTO ${table} SELECT * FROM jsonb_populate_recordset(NULL::${table}, $1)
         ON CONFLICT (id) DO UPDATE SET ${setAll(columns.get(table) ?? [])}`,
        [JSON.stringify(kept.get(table))],
      );
    // Ten minutes after signing in the half of the procedures would refuse everybody.
    await pool.query(
      `UPDATE sessions SET created_at = now(), expires_at = now() + interval '12 hours'`,
    );
    await afterwards();
  };
  let inputs = 0;
  let tending = putBack();
  return {
    tend: async () => {
      inputs += 1;
      if (inputs % EVERY === 0) tending = tending.then(putBack);
      await tending;
    },
  };
}

const setAll = (columns: readonly string[]): string =>
  columns.map((column) => `${column} = excluded.${column}`).join(', ');

async function columnsOf(pool: Pool): Promise<Map<string, string[]>> {
  const { rows } = await pool.query<{ table: string; columns: string[] }>(
    `SELECT table_name AS table, array_agg(column_name::text) AS columns
     FROM information_schema.columns WHERE table_schema = 'public' AND table_name = ANY ($1) GROUP BY 1`,
    [TENDED],
  );
  return new Map(rows.map(({ table, columns }) => [table, columns]));
}
