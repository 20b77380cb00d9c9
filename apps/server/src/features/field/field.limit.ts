import type { Clock } from '../../platform/clock.ts';
import { DomainError } from '../../platform/domain-error.ts';

/** Commands an account may send in a minute: a day's queue after hours without a network, and its retries. */
const COMMANDS = { max: 240, windowMs: 60_000 };

/** What one account may ask of this node, PINs apart, whose judge limits by itself and never stops a call for help; each node counts for itself. */
export interface FieldLimit {
  /** Counts a command; throws `too-many-requests`. */
  command(accountId: string): void;
}

export function createFieldLimit(clock: Clock): FieldLimit {
  const commands = new Map<string, Window>();
  const now = () => clock.now().getTime();
  return {
    command: (accountId) => {
      refuseAbove(commands, { accountId, now: now(), ...COMMANDS });
      count(commands, { accountId, now: now(), ...COMMANDS });
    },
  };
}

/** Accounts of a city's people are some hundreds: a map of them needs no end. */
interface Window {
  since: number;
  count: number;
}

interface Call {
  accountId: string;
  now: number;
  max: number;
  windowMs: number;
}

function refuseAbove(windows: Map<string, Window>, { accountId, now, max, windowMs }: Call): void {
  const window = windows.get(accountId);
  if (!window || now - window.since >= windowMs || window.count < max) return;
  const retryAfterSeconds = Math.max(1, Math.ceil((window.since + windowMs - now) / 1000));
  throw new DomainError('too-many-requests', { retryAfterSeconds });
}

function count(windows: Map<string, Window>, { accountId, now, windowMs }: Call): void {
  const known = windows.get(accountId);
  if (known && now - known.since < windowMs) known.count += 1;
  else windows.set(accountId, { since: now, count: 1 });
}
