import type { Transaction } from '@lantern/db/database';
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

/** Hands out mails to addresses, as far as each still may get one. */
export interface MailBudget {
  /** Takes one mail for the address of this key; false when it has had enough. */
  take(key: Buffer): boolean;
}

/** Counts mails that go out to the addresses of these keys (`addressKey`). */
export function mailSteps(keys: readonly Buffer[], now: Date): CounterStep[] {
  const bucket = bucketOf(now);
  return keys.map((key) => ({ kind: 'mail-address', key, bucket, by: 1 }));
}

export interface MailBudgetOptions {
  editionId: string;
  now: Date;
  allowance: MailAllowance;
}

/** Reads what the addresses of these keys were sent in the last hour and day, in one statement. */
export async function openMailBudget(
  tx: Transaction,
  keys: readonly Buffer[],
  { editionId, now, allowance }: MailBudgetOptions,
): Promise<MailBudget> {
  const distinct = new Map(keys.map((key) => [key.toString('latin1'), key]));
  const counted = [...distinct.values()].map((key) => ({ kind: 'mail-address' as const, key }));
  const sums = await sumCounters(tx, editionId, [
    ...counted.map((key) => ({ ...key, ...hourBefore(now) })),
    ...counted.map((key) => ({ ...key, ...dayBefore(now) })),
  ]);
  const left = new Map(
    [...distinct.keys()].map((id, index) => [
      id,
      Math.min(
        allowance.perHour - (sums[index] ?? 0),
        allowance.perDay - (sums[index + distinct.size] ?? 0),
      ),
    ]),
  );
  return {
    take: (key) => {
      const id = key.toString('latin1');
      const remaining = left.get(id) ?? 0;
      if (remaining <= 0) return false;
      left.set(id, remaining - 1);
      return true;
    },
  };
}
