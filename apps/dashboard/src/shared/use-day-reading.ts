import { browserClock } from '@lantern/live-client/environment';
import { createFreshness } from '@lantern/live-client/freshness';
import type { LiveState, LiveStatus } from '@lantern/live-client/live-state';
import { createLiveStore, type LiveStore } from '@lantern/live-client/live-store';
import { useLive } from '@lantern/live-client/use-live';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useRef, useState } from 'react';
import { faultOf, type Fault } from './api/fault.ts';

/** A reading of the day: whose it is, how far it knows the day's stream, and when it was true. */
interface Reading {
  edition: { slug: string };
  epoch?: string;
  seq: number;
  asOf: string;
}

interface Options<Data extends Reading> {
  /** Names the reading among all that the page keeps. */
  name: string;
  /** Slug; null: the current edition. */
  edition: string | null;
  /** Asks the server; the answer must know the day's stream at least up to `after`. */
  read: (after: number) => Promise<Data>;
}

export interface DayReading<Data> {
  data: Data | undefined;
  /** Why the last reading failed; null while it did not. */
  fault: Fault | null;
  /** How fresh the reading is. */
  status: LiveStatus;
  /** Ticks and events of the same edition. */
  live: LiveState;
  reread: () => void;
}

/** It is read again this often without any event, ms: its heartbeat. */
const REREAD_MS = 5_000;
/** However many events come, it is read at most this often, ms. */
const LEAST_GAP_MS = 400;
/** Faults after which nothing that was shown may stay. */
const GONE: ReadonlySet<Fault> = new Set<Fault>(['not-signed-in', 'forbidden', 'edition-unknown']);

/** A reading of the day that is kept current by the day's events and by its own heartbeat. */
export function useDayReading<Data extends Reading>(options: Options<Data>): DayReading<Data> {
  const { name, edition, read } = options;
  const heardRef = useRef(0);
  const query = useQuery({
    queryKey: [name, edition],
    queryFn: () => read(heardRef.current),
    refetchInterval: REREAD_MS,
    refetchIntervalInBackground: true,
    // Only an answer tells whether there is a network.
    networkMode: 'always',
    retry: false,
    staleTime: 0,
  });
  const { data, refetch } = query;
  const store = useEditionStore(data?.edition.slug);
  const live = useLive(store, (state) => state);
  const told = live.streams.day ?? 0;
  useCatchUp({ told, heardRef, known: data?.seq ?? 0, isReading: query.isFetching, read: refetch });
  useOnChange(`${live.transport} ${live.generation}`, refetch);
  const fault = query.isError ? faultOf(query.error) : null;
  return {
    data: fault && GONE.has(fault) ? undefined : data,
    fault,
    status: useFreshness(data?.asOf),
    live,
    reread: () => void refetch(),
  };
}

/** One connection per edition; before the reading has said which one, none. */
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
  /** Last `seq` that an event told, and that the reading knows. */
  told: number;
  known: number;
  heardRef: { current: number };
  isReading: boolean;
  read: () => Promise<unknown>;
}

/** Reads again until the reading knows what the events told; a burst of them costs one. */
function useCatchUp({ told, known, heardRef, isReading, read }: CatchUp): void {
  const readAt = useRef(0);
  useEffect(() => {
    heardRef.current = told;
    if (told <= known || isReading) return undefined;
    const wait = Math.max(0, readAt.current + LEAST_GAP_MS - performance.now());
    const timer = setTimeout(() => {
      readAt.current = performance.now();
      void read();
    }, wait);
    return () => clearTimeout(timer);
  }, [told, known, heardRef, isReading, read]);
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

/**
 * How fresh an answer is, by when another one came: a server that repeats an old one, since its database is away,
 * proves nothing. Late after 15 s, not live after 45.
 */
function useFreshness(asOf: string | undefined): LiveStatus {
  const [status, setStatus] = useState<LiveStatus>('connecting');
  const [freshness] = useState(() => createFreshness(browserClock, setStatus));
  useEffect(() => {
    freshness.begin();
    return freshness.pause;
  }, [freshness]);
  useEffect(() => {
    if (asOf === undefined) return;
    // Told as every later change is, by a timer of its own.
    freshness.heard();
    freshness.begin();
  }, [asOf, freshness]);
  return status;
}
