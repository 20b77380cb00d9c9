import type { Confirmed } from './load/confirmer.ts';
import type { HeardTick } from './load/crowd-job.ts';

/**
 * From the moment each confirmation was sent to the moment each socket of the sample heard the first tick with it,
 * in ms, ascending. A total holds all signer numbers up to it, since nobody withdraws here.
 */
export function delaysUntilSeen(
  confirmed: readonly Confirmed[],
  heard: readonly HeardTick[],
): number[] {
  return confirmed
    .flatMap(({ number, sentAt }) => {
      const first = heard.find(({ total }) => total >= number);
      if (!first) throw new Error(`no socket heard of signature ${number}`);
      return first.at.map((at) => at - sentAt);
    })
    .toSorted((left, right) => left - right);
}
