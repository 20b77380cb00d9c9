import { browserClock } from '@lantern/live-client/environment';
import type { LiveState, LiveStatus } from '@lantern/live-client/live-state';
import { createLiveStore } from '@lantern/live-client/live-store';
import type { Wall } from '@lantern/schemas/wall';
import { useMemo, useSyncExternalStore } from 'react';
import { faultOf } from '../../shared/api/fault.ts';
import { useTRPCClient } from '../../shared/api/trpc.ts';
import { createWallFeed, type WallState } from './wall-feed.ts';

/** The wall of an edition, null for the current one, kept current. */
export function useWall(edition: string | null): WallState & { reread: () => void } {
  const client = useTRPCClient();
  const feed = useMemo(
    () =>
      createWallFeed({
        read: (after) => client.wall.read.query({ ...(edition !== null && { edition }), after }),
        faultOf,
        openLive: (slug) => createLiveStore({ edition: slug }),
        clock: browserClock,
      }),
    [client, edition],
  );
  const state = useSyncExternalStore(feed.subscribe, feed.getState);
  return { ...state, reread: feed.reread };
}

/** The figures that move, and when they were true. */
export interface Numbers {
  total: number;
  version: number;
  perMinute: number;
  asOf: string;
}

/** Of what ticked and what was read, the newer: no screen goes back to an older version. */
export function newestNumbers(wall: Wall, live: LiveState | null): Numbers {
  const read = { ...wall.number, asOf: wall.asOf };
  if (!live || live.asOf === null || live.version < read.version) return read;
  const { total, version, perMinute, asOf } = live;
  if (version === read.version && Date.parse(asOf) < Date.parse(read.asOf)) return read;
  return { total, version, perMinute, asOf };
}

const ORDER: readonly LiveStatus[] = ['fresh', 'connecting', 'late', 'not-live'];

/** A screen is as current as the oldest thing on it. */
export function worst(...statuses: readonly LiveStatus[]): LiveStatus {
  return statuses.reduce((one, other) => (ORDER.indexOf(other) > ORDER.indexOf(one) ? other : one));
}
