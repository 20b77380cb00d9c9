import type { Transaction } from '@lantern/db/database';

/**
 * Waits for the lock of this name and holds it until the transaction ends. Advisory locks are named by one
 * number for the whole database, so the name says whose it is, and 64 bits of its hash stand for it.
 */
export async function lockForTransaction(tx: Transaction, name: string): Promise<void> {
  await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [name]);
}
