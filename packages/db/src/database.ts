import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import { PrismaClient } from './generated/client.ts';

/** One pool for Prisma and for set-based SQL alike, so that a node's connections have one limit. */
export interface Database {
  pool: pg.Pool;
  prisma: PrismaClient;
  /** Resolves once no connection is left, so that a server may then be stopped without cutting one. */
  close(): Promise<void>;
}

export interface DatabaseOptions {
  /** PostgreSQL connection URL. */
  url: string;
  /** Most connections held at once; default 10. */
  max?: number;
  /** Shown in `pg_stat_activity`. */
  applicationName?: string;
  /** A query unanswered for this long fails and its connection is dropped; default: never. */
  queryTimeoutMs?: number;
  /** A statement that waits this long for others' locks fails (SQLSTATE 55P03); default: never. */
  lockTimeoutMs?: number;
  /** Statements that do not wait for one another's answers go out together; see {@link pipelined}. */
  pipeline?: boolean;
  /** Called for errors of idle connections, which have no caller to be thrown at. */
  onIdleError?: (error: Error) => void;
}

// Counts and sequence numbers stay far below 2^53, so a number is exact and spares every caller BigInt.
const INT8: number = pg.types.builtins.INT8;
const types: pg.CustomTypesConfig = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') =>
    oid === INT8 && format !== 'binary' ? Number : pg.types.getTypeParser(oid, format),
};

/** Connects lazily; nothing is sent until the first query. */
export function openDatabase({
  url,
  max = 10,
  applicationName,
  queryTimeoutMs,
  lockTimeoutMs,
  pipeline = false,
  onIdleError,
}: DatabaseOptions): Database {
  const pool = new pg.Pool({
    connectionString: url,
    max,
    types,
    application_name: applicationName ?? 'lantern',
    connectionTimeoutMillis: 5_000,
    pipeline,
    ...(queryTimeoutMs !== undefined && { query_timeout: queryTimeoutMs }),
    // By a statement and not as a startup parameter, which a pooler in between would refuse.
    ...(lockTimeoutMs !== undefined && {
      // oxlint-disable-next-line typescript/no-misused-promises -- the pool waits for it; its types do not say so
      onConnect: async (client) => {
        await client.query(`SET lock_timeout = ${lockTimeoutMs}`);
      },
    }),
  });
  pool.on('error', (error) => onIdleError?.(error));
  // Between being lent and being used nobody listens to a connection: one that is lost in that very moment would
  // end the process. Whoever has it hears of it by the next query.
  pool.on('connect', (client) => client.on('error', () => undefined));
  const allClosed = watchConnections(pool);
  const prisma = new PrismaClient({ adapter: new PrismaPg(pool) });
  return {
    pool,
    prisma,
    close: async () => {
      await prisma.$disconnect();
      await pool.end();
      await allClosed();
    },
  };
}

/**
 * The pool's own `end` has only asked its connections to close; this waits until they have. By the pool's
 * word and not by the client's, whose listeners whoever borrowed it may have removed.
 */
function watchConnections(pool: pg.Pool): () => Promise<unknown> {
  const closings = new Map<pg.PoolClient, PromiseWithResolvers<void>>();
  pool.on('connect', (client) => {
    closings.set(client, Promise.withResolvers());
  });
  pool.on('remove', (client) => {
    closings.get(client)?.resolve();
    closings.delete(client);
  });
  return () => Promise.all([...closings.values()].map(({ promise }) => promise));
}

/** A connection inside a transaction; what repos take to take part in it. */
export type Transaction = pg.PoolClient;

const notes = new WeakMap<Transaction, Map<string, string>>();

/** What was noted about a transaction while it runs, by names of one's own; gone with it. */
export const notesOf = (tx: Transaction): Map<string, string> => notes.get(tx) ?? new Map();

/** Runs `work` in one transaction; commits if it resolves, rolls back and rethrows if not. */
export async function transaction<T>(
  pool: pg.Pool,
  work: (tx: Transaction) => Promise<T>,
): Promise<T> {
  return onClient(pool, async (client) => {
    await client.query('BEGIN');
    const result = await work(client);
    committed(await client.query('COMMIT'));
    return result;
  });
}

/** PostgreSQL answers the commit of a failed transaction with ROLLBACK, and no error. */
function committed({ command }: pg.QueryResult): void {
  if (command !== 'COMMIT') throw new Error(`a transaction ended with ${command}`);
}

/** A statement that is still to be sent; a `name` makes it a prepared one. */
export type Statement = pg.QueryConfig;

/** What a pipelined transaction ends with. */
export interface Pipelined<T> {
  result: T;
  /** Sent together with the commit, in this order; `result` counts once all of them are done. */
  writes: readonly Statement[];
}

/**
 * As {@link transaction}, on a pool that was opened with `pipeline`: BEGIN travels with the first
 * statements and COMMIT with the last, so that a transaction costs as many round trips as it has answers to
 * wait for. A busy event loop comes by late for each of them (measured: 20 ms of a batch's 24 were waits).
 */
export async function pipelined<T>(
  pool: pg.Pool,
  work: (tx: Transaction) => Promise<Pipelined<T>>,
): Promise<T> {
  return onClient(pool, async (client) => {
    if (!client.pipeline) throw new Error('the pool was not opened with `pipeline`');
    const begun = client.query('BEGIN');
    // Whoever waits for a later statement hears of it, since that one fails as well.
    begun.catch(() => undefined);
    const { result, writes } = await work(client);
    const sent = [begun, ...writes.map((statement) => client.query(statement))];
    const [commit] = await Promise.all([client.query('COMMIT'), ...sent]);
    committed(commit);
    return result;
  });
}

/** Lends `work` a connection; whatever it left open when it failed is rolled back. */
async function onClient<T>(pool: pg.Pool, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let broken: Error | undefined;
  // The pool hears of idle connections only; one that is lost in use would otherwise end the process.
  const lost = (error: Error): void => {
    broken = error;
  };
  client.on('error', lost);
  notes.set(client, new Map());
  try {
    return await work(client);
  } catch (error) {
    // A connection that has not answered is not asked once more: it would take as long again.
    if (error instanceof Error && isUnanswered(error)) broken = error;
    else
      await client.query('ROLLBACK').catch((rollbackError: Error) => {
        broken = rollbackError;
      });
    throw error;
  } finally {
    client.off('error', lost);
    notes.delete(client);
    client.release(broken);
  }
}

/** Whether a query ran into {@link DatabaseOptions.queryTimeoutMs}; what became of it is not known. */
export function isUnanswered(error: unknown): boolean {
  return error instanceof Error && error.message === 'Query read timeout';
}

/** As {@link transaction}, but reads only, and everything as it stood at one moment. */
export async function snapshot<T>(
  pool: pg.Pool,
  work: (tx: Transaction) => Promise<T>,
): Promise<T> {
  return transaction(pool, async (tx) => {
    await tx.query('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY');
    return work(tx);
  });
}

/** The first row of a statement that always answers one; that it answered none is a bug, and is thrown. */
export async function oneRow<Row extends object>(
  db: pg.Pool | Transaction,
  text: string,
  values: readonly unknown[] = [],
): Promise<Row> {
  const { rows } = await db.query<Row>(text, [...values]);
  const [row] = rows;
  if (!row) throw new Error('a statement that always answers a row answered none');
  return row;
}
