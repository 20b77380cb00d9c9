import pg from 'pg';

/** Lets PostgreSQL count statements, for whoever asks it to. */
export const CAN_COUNT = { shared_preload_libraries: 'pg_stat_statements' };

/** Until somebody counts, counting costs nobody anything. */
export async function countNothing(serverUrl: string): Promise<void> {
  const client = new pg.Client(serverUrl);
  await client.connect();
  await track(client, 'none');
  await client.end();
}

export interface StatementCounter {
  /** Statements that PostgreSQL ran in the database so far, BEGIN and COMMIT among them. */
  sofar(): Promise<number>;
  stop(): Promise<void>;
}

/** Counts what all clients of that database ask. */
export async function countStatements(databaseUrl: string): Promise<StatementCounter> {
  const { pathname } = new URL(databaseUrl);
  const server = new URL(databaseUrl);
  // From another database, so that the questions themselves are not counted.
  server.pathname = 'postgres';
  const client = new pg.Client(server.href);
  await client.connect();
  await client.query('CREATE EXTENSION IF NOT EXISTS pg_stat_statements');
  await track(client, 'top');
  return {
    sofar: async () => {
      const { rows } = await client.query<{ calls: number }>(
        `SELECT coalesce(sum(calls), 0)::int AS calls FROM pg_stat_statements AS counted
         JOIN pg_database AS database ON database.oid = counted.dbid WHERE datname = $1`,
        [pathname.slice(1)],
      );
      return rows[0]?.calls ?? 0;
    },
    stop: async () => {
      await track(client, 'none');
      await client.end();
    },
  };
}

/** Holds for connections that are open already, too. */
async function track(client: pg.Client, which: 'top' | 'none'): Promise<void> {
  await client.query(`ALTER SYSTEM SET pg_stat_statements.track = '${which}'`);
  await client.query('SELECT pg_reload_conf()');
}
