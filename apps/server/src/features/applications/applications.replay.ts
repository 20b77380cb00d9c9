import type { Transaction } from '@lantern/db/database';
import { applicationIds, deleteApplication } from './applications.repo.ts';

/**
 * After a restore: deletes the applications that were deleted for good since the backup. `isErased` asks the ledger.
 * Answers how many.
 */
export async function replayApplications(
  tx: Transaction,
  isErased: (applicationId: string) => boolean,
): Promise<number> {
  const erased = (await applicationIds(tx)).filter(isErased);
  for (const id of erased) await deleteApplication(tx, id);
  return erased.length;
}
