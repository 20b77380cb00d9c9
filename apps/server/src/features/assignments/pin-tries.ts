import type { Clock } from '../../platform/clock.ts';

const TRIES = 5;
const WINDOW_MS = 10 * 60_000;

/** Wrong PINs of each person, in this node's memory: nothing is written that could tell a right one from another. */
export interface PinTries {
  /** Charges a try before it is judged, so that many at once are many; answers the wait in seconds, null for none. */
  begin(accountId: string): number | null;
  /** Takes the charge back; only for a try that was charged. */
  wasRight(accountId: string): void;
}

export function createPinTries(clock: Clock): PinTries {
  // A city's people are some hundreds: the map needs no end.
  const charged = new Map<string, number[]>();
  return {
    begin: (accountId) => {
      const now = clock.now().getTime();
      const recent = (charged.get(accountId) ?? []).filter((at) => now - at < WINDOW_MS);
      const [oldest] = recent;
      if (oldest !== undefined && recent.length >= TRIES)
        return Math.ceil((oldest + WINDOW_MS - now) / 1_000);
      charged.set(accountId, [...recent, now]);
      return null;
    },
    wasRight: (accountId) => {
      charged.set(accountId, (charged.get(accountId) ?? []).slice(0, -1));
    },
  };
}
