import type { Clock } from '../../platform/clock.ts';
import { DomainError } from '../../platform/domain-error.ts';

/** Commands an account may send in a minute: a day's queue after hours without a network, and its retries. */
const COMMANDS_PER_MINUTE = 240;
const MINUTE_MS = 60_000;

/**
 * Counts what each account sends to this node; throws `too-many-requests`. PINs have a limit of their own, with their
 * judge, which never stops a call for help.
 */
export function createFieldLimit(clock: Clock): (accountId: string) => void {
  // A city's people are some hundreds of accounts: the map needs no end.
  const windows = new Map<string, { since: number; count: number }>();
  return (accountId) => {
    const now = clock.now().getTime();
    const known = windows.get(accountId);
    const window = known && now - known.since < MINUTE_MS ? known : { since: now, count: 0 };
    if (window.count >= COMMANDS_PER_MINUTE) {
      const retryAfterSeconds = Math.max(1, Math.ceil((window.since + MINUTE_MS - now) / 1000));
      throw new DomainError('too-many-requests', { retryAfterSeconds });
    }
    window.count += 1;
    windows.set(accountId, window);
  };
}
