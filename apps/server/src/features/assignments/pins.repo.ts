import type { Transaction } from '@lantern/db/database';

interface Hashes {
  pin: Buffer | null;
  duress: Buffer | null;
}

/** The hashes of somebody's PINs; nulls where none are set, and for whoever does not answer for the city. */
export async function readPins(
  tx: Transaction,
  { editionId, city, accountId }: { editionId: string; city: string; accountId: string },
): Promise<Hashes> {
  const { rows } = await tx.query<Hashes>(
    `SELECT pin_hash AS pin, duress_hash AS duress FROM assignments
     WHERE edition_id = $1 AND city_slug = $2 AND account_id = $3 AND ended_at IS NULL`,
    [editionId, city, accountId],
  );
  return rows[0] ?? { pin: null, duress: null };
}

/** Sets the PINs for all the cities a person answers for; answers for how many. */
export async function storePins(
  tx: Transaction,
  given: { editionId: string; accountId: string; pin: Buffer; duress: Buffer; at: Date },
): Promise<number> {
  const { rowCount } = await tx.query(
    `UPDATE assignments SET pin_hash = $3, duress_hash = $4, pins_set_at = $5
     WHERE edition_id = $1 AND account_id = $2 AND city_slug IS NOT NULL AND ended_at IS NULL`,
    [given.editionId, given.accountId, given.pin, given.duress, given.at],
  );
  return rowCount ?? 0;
}

/** Does `work`, and undoes it at once unless it is to stay: either way the same statements in the same time. */
export async function doneIf(
  tx: Transaction,
  stays: boolean,
  work: () => Promise<void>,
): Promise<void> {
  await tx.query('SAVEPOINT tried');
  await work();
  await tx.query(stays ? 'RELEASE SAVEPOINT tried' : 'ROLLBACK TO SAVEPOINT tried');
}
