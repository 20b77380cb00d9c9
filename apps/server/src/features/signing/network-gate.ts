import type { Clock } from '../../platform/clock.ts';
import { BUCKET_MS, bucketOf } from './counters.repo.ts';
import { tooManyCalls } from './network-cap.ts';

/** Networks remembered per ten minutes; a flood from more is none that a limit by network can hold. */
const NETWORKS = 100_000;
const BUCKETS_AN_HOUR = 6;

/** Counts what each network asks of this node. */
export interface NetworkGate {
  /** Counts one more; throws `too-many-requests` with the wait above the cap. */
  pass(networkHash: Buffer): void;
}

export interface NetworkGateOptions {
  clock: Clock;
  /** Calls one network may make within an hour. */
  perHour: number;
}

/**
 * A hard cap on what needs no cap of its own in the database: looking at links, confirming, ending. It is
 * kept in memory, so that a look still writes nothing and a flood is turned away before it costs a query;
 * several nodes allow as many times as much. Keyed hashes only, forgotten after an hour and ten minutes.
 */
export function createNetworkGate({ clock, perHour }: NetworkGateOptions): NetworkGate {
  const buckets = new Map<number, Map<string, number>>();

  const currentBucket = (at: number): Map<string, number> => {
    const known = buckets.get(at);
    if (known) return known;
    for (const begun of buckets.keys())
      if (begun < at - BUCKETS_AN_HOUR * BUCKET_MS) buckets.delete(begun);
    const fresh = new Map<string, number>();
    buckets.set(at, fresh);
    return fresh;
  };

  return {
    pass: (networkHash) => {
      const now = clock.now();
      const network = networkHash.toString('base64url');
      const bucket = currentBucket(bucketOf(now).getTime());
      const calls = [...buckets.values()].reduce((sum, each) => sum + (each.get(network) ?? 0), 0);
      if (calls >= perHour) throw tooManyCalls(now);
      if (bucket.size < NETWORKS || bucket.has(network))
        bucket.set(network, (bucket.get(network) ?? 0) + 1);
    },
  };
}
