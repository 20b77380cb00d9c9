import type { Transaction } from '@lantern/db/database';
import type { Pool, PoolClient } from 'pg';
import type { Db } from 'pg-boss';

/** Lets pg-boss work on the server's own pool, so that a node's connections have one limit. */
export function onPool(pool: Pool): Db {
  return {
    executeSql: (text, values) => pool.query(text, values),
    beginTransaction: async () => {
      const client = await pool.connect();
      await client.query('BEGIN').catch((error: Error) => {
        client.release(error);
        throw error;
      });
      return settled(client);
    },
  };
}

/** Lets a call of pg-boss take part in the caller's transaction. */
export function onTransaction(tx: Transaction): Db {
  return { executeSql: (text, values) => tx.query(text, values) };
}

/** A transaction that ends once; a connection in an unknown state is dropped, not reused. */
function settled(client: PoolClient): Awaited<ReturnType<NonNullable<Db['beginTransaction']>>> {
  let open = true;
  const end = async (statement: 'COMMIT' | 'ROLLBACK'): Promise<void> => {
    if (!open) throw new Error('transaction is already settled');
    open = false;
    try {
      await client.query(statement);
      client.release();
    } catch (error) {
      client.release(error instanceof Error ? error : true);
      throw error;
    }
  };
  return {
    db: onTransaction(client),
    commit: () => end('COMMIT'),
    rollback: () => end('ROLLBACK').catch(() => undefined),
  };
}
