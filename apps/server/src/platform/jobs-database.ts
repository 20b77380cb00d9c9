import type { Statement, Transaction } from '@lantern/db/database';
import type { Pool } from 'pg';
import type { Db } from 'pg-boss';

/**
 * Lets pg-boss work on the server's own pool, so that a node's connections have one limit. It opens no
 * transactions of its own here; those it takes part in are its callers'.
 */
export function onPool(pool: Pool): Db {
  return { executeSql: (text, values) => pool.query(text, values) };
}

/** Lets a call of pg-boss take part in the caller's transaction. */
export function onTransaction(tx: Transaction): Db {
  return { executeSql: (text, values) => tx.query(text, values) };
}

/** Keeps what pg-boss would send, for its caller to send; only for calls that read nothing back. */
export function collecting(statements: Statement[]): Db {
  return {
    executeSql: async (text, values) => {
      statements.push({ text, ...(values && { values }) });
      return { rows: [] };
    },
  };
}
