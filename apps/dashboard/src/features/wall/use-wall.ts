import { createLiveStore, type LiveStore } from '@lantern/live-client/live-store';
import { useLive } from '@lantern/live-client/use-live';
import type { LiveState, LiveStatus } from '@lantern/live-client/live-state';
import type { Wall } from '@lantern/schemas/wall';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useRef } from 'react';
import { faultOf, type Fault } from '../../shared/api/fault.ts';
import { useTRPCClient } from '../../shared/api/trpc.ts';
import { useFreshness } from './use-freshness.ts';

/** The wall is read again this often without any event, ms: its heartbeat. */
const REREAD_MS = 5_000;
/** However many events come, it is read at most this often, ms. */
const LEAST_GAP_MS = 400;

export interface WallView {
  wall: Wall | undefined;
  /** Why the last reading failed; null while it did not. */
  fault: Fault | null;
  /** The numbers as they tick; before the first tick those of the reading. */
  number: Pick<LiveState, 'total' | 'version' | 'perMinute'> & { asOf: string };
  numberStatus: LiveStatus;
  dayStatus: LiveStatus;
  reread: () => void;
  /** The server speaks a newer protocol than this page. */
  reloadNeeded: boolean;
}

/** The wall, kept current by the day's events, by its own heartbeat and by ticks. */
export function useWall(asked: string | null): WallView {
  const client = useTRPCClient();
  const heard = useRef(0);
  const query = useQuery({
    queryKey: ['wall', asked],
    queryFn: () =>
      client.wall.read.query({
        ...(asked !== null && { edition: asked }),
        after: heard.current,
      }),
    refetchInterval: REREAD_MS,
    refetchIntervalInBackground: true,
    // Only an answer tells whether there is a network.
    networkMode: 'always',
    retry: false,
    staleTime: 0,
  });
  const { data: wall, refetch } = query;
  const store = useEditionStore(wall?.edition.slug);
  const live = useLive(store, (state) => state);
  const told = wall && live.epoch === wall.epoch ? (live.streams.day ?? 0) : 0;
  useCatchUp({ told, heard, known: wall?.seq ?? 0, isReading: query.isFetching, read: refetch });
  useOnChange(`${live.transport} ${live.generation} ${live.streams.public ?? ''}`, refetch);
  const isGone = query.isError && GONE.has(faultOf(query.error));
  return {
    wall: isGone ? undefined : wall,
    fault: query.isError ? faultOf(query.error) : null,
    number: newer(live, wall),
    numberStatus: live.status,
    dayStatus: useFreshness(wall?.asOf),
    reread: () => void refetch(),
    reloadNeeded: live.reloadNeeded,
  };
}

/** Faults after which nothing that was shown may stay. */
const GONE: ReadonlySet<Fault> = new Set<Fault>(['not-signed-in', 'forbidden', 'edition-unknown']);

/** One connection per edition; before the wall has said which one, none. */
function useEditionStore(edition: string | undefined): LiveStore {
  return useMemo(() => (edition === undefined ? IDLE : createLiveStore({ edition })), [edition]);
}

const idle = createLiveStore().getInitialState();
const IDLE: LiveStore = {
  getState: () => idle,
  getInitialState: () => idle,
  subscribe: () => () => undefined,
};

interface CatchUp {
  /** Last `seq` that an event told, and that the wall knows. */
  told: number;
  known: number;
  heard: { current: number };
  isReading: boolean;
  read: () => Promise<unknown>;
}

/** Reads again until the wall knows what the events told; a burst of them costs one reading. */
function useCatchUp({ told, known, heard, isReading, read }: CatchUp): void {
  const readAt = useRef(0);
  useEffect(() => {
    heard.current = told;
    if (told <= known || isReading) return undefined;
    const wait = Math.max(0, readAt.current + LEAST_GAP_MS - performance.now());
    const timer = setTimeout(() => {
      readAt.current = performance.now();
      void read();
    }, wait);
    return () => clearTimeout(timer);
  }, [told, known, heard, isReading, read]);
}

/** Calls when a value is another than before, not at first. */
function useOnChange(value: string, changed: () => unknown): void {
  const before = useRef(value);
  useEffect(() => {
    if (before.current === value) return;
    before.current = value;
    changed();
  }, [value, changed]);
}

/** Of what was pushed and what was read, the newer: no screen goes back to an older version. */
function newer(live: LiveState, wall: Wall | undefined): WallView['number'] {
  const { total, version, perMinute, asOf } = live;
  const read = wall && { ...wall.number, asOf: wall.asOf };
  if (asOf === null) return read ?? { total: 0, version: 0, perMinute: 0, asOf: '' };
  const isOlder =
    read !== undefined &&
    (version < read.version ||
      (version === read.version && Date.parse(asOf) < Date.parse(read.asOf)));
  return isOlder ? read : { total, version, perMinute, asOf };
}
