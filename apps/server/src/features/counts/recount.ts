import { snapshot, transaction, type Transaction } from '@lantern/db/database';
import type { Pool } from 'pg';
import { compare, lockHead, repair, type Recount } from './recount.repo.ts';

/**
 * Proves that every tally is what the signatures say, in one snapshot, while signing goes on. Reads
 * only: what has drifted is reported, never silently put right.
 */
export async function recount(pool: Pool, editionId: string): Promise<Recount> {
  return snapshot(pool, (tx) => compare(tx, editionId));
}

export interface RepairDeps {
  pool: Pool;
  /** Writes the act into the audit log, in the same transaction. */
  record: (tx: Transaction, found: Recount) => Promise<unknown>;
}

/**
 * Sets drifted tallies to what the signatures say, with counting locked meanwhile, and writes what was
 * found into the audit log. Answers what had drifted; a signature that lacks its number stays reported.
 */
export async function recountAndRepair(
  { pool, record }: RepairDeps,
  editionId: string,
): Promise<Recount> {
  return transaction(pool, async (tx) => {
    await lockHead(tx, editionId);
    const found = await compare(tx, editionId);
    if (found.drift.length === 0) return found;
    await repair(tx, found);
    await record(tx, found);
    return found;
  });
}
