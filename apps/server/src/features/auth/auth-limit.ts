import type { Clock } from '../../platform/clock.ts';

const WINDOW_MS = 60_000;
/** Requests a network may make in a window: some twenty people enrolling at once on one Wi-Fi. */
const MAX_PER_WINDOW = 120;
/** Networks remembered at once; beyond that the oldest is forgotten, so memory stays bounded. */
const MAX_NETWORKS = 10_000;

/** Limits the sign-in endpoints per network, by its keyed hash. Each node counts for itself. */
export interface AuthLimit {
  /** Null if the request may go on, else after how many seconds it may. */
  take(networkHash: Buffer): number | null;
}

export function createAuthLimit(clock: Clock, max = MAX_PER_WINDOW): AuthLimit {
  const windows = new Map<string, { since: number; count: number }>();
  return {
    take: (networkHash) => {
      const key = networkHash.toString('base64');
      const now = clock.now().getTime();
      const known = windows.get(key);
      const window = known && now - known.since < WINDOW_MS ? known : { since: now, count: 0 };
      window.count += 1;
      windows.delete(key);
      windows.set(key, window);
      const oldest = windows.size > MAX_NETWORKS ? windows.keys().next() : null;
      if (oldest?.done === false) windows.delete(oldest.value);
      return window.count <= max ? null : Math.ceil((window.since + WINDOW_MS - now) / 1000);
    },
  };
}
