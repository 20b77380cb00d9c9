import type { Transaction } from '@lantern/db/database';
import { deleteMessage, messageIds } from './messages.repo.ts';

/**
 * After a restore: deletes the messages that staff had deleted for good since the backup. `isErased`
 * asks the ledger. Answers how many.
 */
export async function replayDeletions(
  tx: Transaction,
  isErased: (messageId: string) => boolean,
): Promise<number> {
  const erased = (await messageIds(tx)).filter(isErased);
  for (const id of erased) await deleteMessage(tx, id);
  return erased.length;
}
