import type { Transaction } from '@lantern/db/database';
import { erase, rsvpIds } from './rsvps.repo.ts';

/**
 * After a restore: erases the answers that people had erased since the backup. `isErased` asks the ledger.
 * Answers how many.
 */
export async function replayRsvpErasures(
  tx: Transaction,
  isErased: (rsvpId: string) => boolean,
): Promise<number> {
  const erased = (await rsvpIds(tx)).filter(isErased);
  for (const id of erased) await erase(tx, id);
  return erased.length;
}
