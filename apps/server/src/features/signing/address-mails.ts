import type { Transaction } from '@lantern/db/database';
import type { Keyring } from '../../platform/keyring.ts';
import { bucketOf, dayBefore, hourBefore, sumCounters, type CounterStep } from './counters.repo.ts';

/** Most mails to one address, whoever asks for them, so that nobody can be flooded by others. */
export interface MailAllowance {
  perHour: number;
  perDay: number;
}

/** Mails that a submission brings. */
export const SUBMISSION_MAILS: MailAllowance = { perHour: 3, perDay: 10 };
/** Pressing "resend" is the person's own act, so it reaches further, but not without end. */
export const RESENT_MAILS: MailAllowance = { perHour: 6, perDay: 20 };

/** Counter key of an address; not its hash, so that the counters cannot be joined to signatures. */
function mailKey(keyring: Keyring, emailHash: Buffer): Buffer {
  return keyring.hash('address-hash', 'mail-counter', emailHash);
}

/** Hands out mails to addresses, as far as each still may get one. */
export interface MailBudget {
  /** Takes one mail for the address; false when it has had enough. */
  take(emailHash: Buffer): boolean;
}

/** Counts mails that go out to these addresses. */
export function mailSteps(
  keyring: Keyring,
  emailHashes: readonly Buffer[],
  now: Date,
): CounterStep[] {
  return emailHashes.map((hash) => ({
    kind: 'mail-address',
    key: mailKey(keyring, hash),
    bucket: bucketOf(now),
    by: 1,
  }));
}

export interface MailBudgetOptions {
  keyring: Keyring;
  editionId: string;
  now: Date;
  allowance: MailAllowance;
}

/** Reads what each address was sent in the last hour and day, in one statement. */
export async function openMailBudget(
  tx: Transaction,
  emailHashes: readonly Buffer[],
  { keyring, editionId, now, allowance }: MailBudgetOptions,
): Promise<MailBudget> {
  const keys = [...new Map(emailHashes.map((hash) => [hash.toString('hex'), hash]))];
  const counted = keys.map(([, hash]) => ({
    kind: 'mail-address' as const,
    key: mailKey(keyring, hash),
  }));
  const sums = await sumCounters(tx, editionId, [
    ...counted.map((key) => ({ ...key, ...hourBefore(now) })),
    ...counted.map((key) => ({ ...key, ...dayBefore(now) })),
  ]);
  const left = new Map(
    keys.map(([hex], index) => [
      hex,
      Math.min(
        allowance.perHour - (sums[index] ?? 0),
        allowance.perDay - (sums[index + keys.length] ?? 0),
      ),
    ]),
  );
  return {
    take: (emailHash) => {
      const hex = emailHash.toString('hex');
      const remaining = left.get(hex) ?? 0;
      if (remaining <= 0) return false;
      left.set(hex, remaining - 1);
      return true;
    },
  };
}
