import { browserClock } from '@lantern/live-client/environment';
import { createFreshness } from '@lantern/live-client/freshness';
import type { LiveStatus } from '@lantern/live-client/live-state';
import { useEffect, useState } from 'react';

/**
 * How fresh an answer is, by when another one came: a server that repeats an old one, since its database is away,
 * proves nothing. Late after 15 s, not live after 45.
 */
export function useFreshness(asOf: string | undefined): LiveStatus {
  const [status, setStatus] = useState<LiveStatus>('connecting');
  const [freshness] = useState(() => createFreshness(browserClock, setStatus));
  useEffect(() => {
    freshness.begin();
    return freshness.pause;
  }, [freshness]);
  useEffect(() => {
    if (asOf !== undefined) setStatus(freshness.heard().status);
  }, [asOf, freshness]);
  return status;
}

const ORDER: readonly LiveStatus[] = ['fresh', 'connecting', 'late', 'not-live'];

/** A screen is as current as the oldest thing on it. */
export function worst(...statuses: readonly LiveStatus[]): LiveStatus {
  return statuses.reduce((one, other) => (ORDER.indexOf(other) > ORDER.indexOf(one) ? other : one));
}
