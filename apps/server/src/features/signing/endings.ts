import type { Transaction } from '@lantern/db/database';
import {
  deletePending,
  forget,
  lockSignatures,
  setState,
  stopMails,
  type RecordChoice,
} from './endings.repo.ts';
import { deliveryOf, type CountedRow } from './signatures.repo.ts';
import type { ErasureKind, SignatureDelta, TallySeam } from './signing.seams.ts';

/**
 * Whom an ending concerns, within one edition whose counting is locked already. Addresses: for `erase`
 * every record of theirs goes, for `withdraw` what is still pending.
 */
export interface Ending extends RecordChoice {
  kind: ErasureKind;
  now: Date;
}

/** Applies withdrawals, erasures or unsubscriptions; repeating one changes nothing more. */
export async function applyEnding(
  tx: Transaction,
  tally: TallySeam,
  ending: Ending,
): Promise<void> {
  const { kind, recordIds, now } = ending;
  switch (kind) {
    case 'unsubscribe':
      return stopMails(tx, recordIds, now);
    case 'withdraw': {
      const signatures = await lockSignatures(tx, { ...ending, emailHashes: [] });
      await withdrawAll(tx, tally, { signatures, ending, reason: 'withdrawn' });
      await deletePending(tx, ending);
      return;
    }
    case 'erase': {
      const signatures = await lockSignatures(tx, ending);
      const delivery = await deliveryOf(tx, ending.editionId);
      // After the delivery the number has been handed over: the nameless signature stays in it.
      if (delivery && now < delivery.deliversAt)
        await withdrawAll(tx, tally, { signatures, ending, reason: 'erased' });
      await forget(
        tx,
        signatures.map(({ id }) => id),
        now,
      );
      await deletePending(tx, ending);
      return;
    }
  }
}

interface Withdrawal {
  signatures: readonly CountedRow[];
  ending: Ending;
  reason: string;
}

async function withdrawAll(
  tx: Transaction,
  tally: TallySeam,
  { signatures, ending, reason }: Withdrawal,
): Promise<void> {
  const open = signatures.filter(({ state }) => state === 'confirmed' || state === 'quarantined');
  const counted = open.filter(({ state }) => state === 'confirmed');
  if (counted.length > 0)
    await tally.apply(tx, {
      editionId: ending.editionId,
      deltas: counted.map((row) => fallOf(row, reason)),
    });
  if (open.length > 0)
    await setState(
      tx,
      open.map(({ id }) => id),
      { state: 'withdrawn', now: ending.now },
    );
}

/** What a counted signature takes with it when it ceases to count. */
export function fallOf(row: CountedRow, reason: string): SignatureDelta {
  const { country, citySlug, channel, ref } = row;
  return { country, citySlug, channel, ref, net: -1, numbered: false, fall: { reason } };
}
