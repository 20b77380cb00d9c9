import type { LiveClock } from '@lantern/live-client/environment';
import { createFreshness } from '@lantern/live-client/freshness';
import type { LiveState, LiveStatus } from '@lantern/live-client/live-state';
import type { LiveStore } from '@lantern/live-client/live-store';
import type { Wall } from '@lantern/schemas/wall';
import type { Fault } from '../../shared/api/fault.ts';
import { createReader } from './wall-reader.ts';

/** What the wall shows; a new object for every change. */
export interface WallState {
  wall: Wall | null;
  /** Why the last reading failed; null while it did not. */
  fault: Fault | null;
  /** How current the day is: by when another answer came, and not an old one once more. */
  dayStatus: LiveStatus;
  /** The ticking numbers and where the streams stand; null before the edition is known. */
  live: LiveState | null;
  /** How far this screen's clock is behind the server's, ms, as of the last answer. */
  behindMs: number;
}

export interface WallFeedOptions {
  /** Rejects with what `faultOf` reads. `after`: the answer must know the day stream up to there. */
  read: (after: number) => Promise<Wall>;
  faultOf: (error: unknown) => Fault;
  openLive: (edition: string) => LiveStore;
  clock: LiveClock;
}

export interface WallFeed {
  getState: () => WallState;
  /** The first listener starts it, the last one's leaving stops it. */
  subscribe: (told: () => void) => () => void;
  /** Reads now. */
  reread: () => void;
}

/** Faults after which nothing that was shown may stay. */
const GONE: ReadonlySet<Fault> = new Set<Fault>(['not-signed-in', 'forbidden', 'edition-unknown']);

/** The wall's one true state: read again at every event of the day, and at its own heartbeat. */
export function createWallFeed({ read, faultOf, openLive, clock }: WallFeedOptions): WallFeed {
  let state: WallState = {
    wall: null,
    fault: null,
    dayStatus: 'connecting',
    live: null,
    behindMs: 0,
  };
  const listeners = new Set<() => void>();
  const patch = (change: Partial<WallState>) => {
    state = { ...state, ...change };
    for (const told of listeners) told();
  };
  const freshness = createFreshness(clock, (dayStatus) => {
    if (dayStatus !== state.dayStatus) patch({ dayStatus });
  });
  const hear = (live: LiveState) => {
    const before = state.live;
    patch({ live });
    // Numbers of another history say nothing about this one.
    if (live.epoch === state.wall?.epoch && live.edition === state.wall?.edition.slug)
      reader.hear(live.streams.day ?? 0);
    if (before && hasTurned(before, live)) reader.now();
  };
  const link = createLink(openLive, hear);
  const take = (wall: Wall) => {
    const isNews = wall.asOf !== state.wall?.asOf;
    // What another edition or another history told says nothing about this one.
    if (wall.epoch !== state.wall?.epoch || wall.edition.slug !== state.wall.edition.slug)
      reader.hear(0);
    const dayStatus = isNews ? freshness.heard().status : state.dayStatus;
    patch({ wall, fault: null, dayStatus, behindMs: Date.parse(wall.asOf) - clock.now() });
    link.follow(wall.edition.slug);
  };
  const reader = createReader({
    read,
    clock,
    onAnswer: take,
    onFault: (error) => {
      const fault = faultOf(error);
      if (GONE.has(fault)) link.leave();
      patch(GONE.has(fault) ? { fault, wall: null, live: null } : { fault });
    },
    known: () => state.wall?.seq ?? 0,
  });
  const start = () => {
    freshness.begin();
    reader.start();
  };
  const stop = () => {
    freshness.pause();
    reader.stop();
    link.leave();
  };
  return {
    getState: () => state,
    reread: reader.now,
    subscribe: (told) => {
      listeners.add(told);
      if (listeners.size === 1) start();
      return () => {
        listeners.delete(told);
        if (listeners.size === 0) stop();
      };
    },
  };
}

/** Something may have been missed, or happened that is no event of the day. */
const hasTurned = (before: LiveState, { transport, generation, streams }: LiveState): boolean =>
  before.transport !== transport ||
  before.generation !== generation ||
  before.streams.public !== streams.public;

/** One connection, to the edition that is shown. */
function createLink(openLive: WallFeedOptions['openLive'], hear: (live: LiveState) => void) {
  let followed: string | null = null;
  let hangUp = () => undefined as void;
  const leave = () => {
    followed = null;
    hangUp();
    hangUp = () => undefined;
  };
  return {
    leave,
    follow: (edition: string) => {
      if (followed === edition) return;
      leave();
      followed = edition;
      const store = openLive(edition);
      hangUp = store.subscribe(() => hear(store.getState()));
      hear(store.getState());
    },
  };
}
