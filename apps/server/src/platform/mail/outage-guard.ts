import type { Clock } from '../clock.ts';
import type { DeliveryResult } from './delivery.ts';

/** Keeps mails in the queue while the provider is down, and lets one at a time find out. */
export interface OutageGuard {
  saw(result: DeliveryResult): void;
  /** The provider failed last: one mail at a time, awaited. */
  probing(): boolean;
  /** How long to leave the provider alone, ms; 0: not at all. */
  pauseMs(): number;
}

const FIRST_MS = 500;
const LONGEST_MS = 60_000;
/** As many failures with no mail taken in between are the provider's. */
const TELLING = 2;

/** Doubles the pause with each failed probe, with jitter so that nodes do not return in step. */
export function createOutageGuard({
  clock,
  random,
}: {
  clock: Clock;
  random: () => number;
}): OutageGuard {
  let failures = 0;
  let until = 0;
  const now = (): number => clock.now().getTime();
  return {
    saw: (result) => {
      if (result === 'done') {
        failures = 0;
        until = 0;
        return;
      }
      // Mails that were on their way together fail together: that is one failure.
      if (now() < until) return;
      failures += 1;
      // One alone may be the fault of that mail, such as a connection dropped at its sight.
      if (failures < TELLING) return;
      const pause = Math.min(LONGEST_MS, FIRST_MS * 2 ** (failures - TELLING));
      until = now() + Math.ceil(pause * (0.5 + random() / 2));
    },
    probing: () => failures >= TELLING,
    pauseMs: () => Math.max(0, until - now()),
  };
}
