import { attend } from './attendance.ts';
import { browserClock, browserFetchJson, browserSurroundings } from './environment.ts';
import type { FetchJson, LiveClock, LiveSurroundings } from './environment.ts';
import { createLiveFeed } from './live-feed.ts';
import { initialState, type InitialNumbers, type LiveState } from './live-state.ts';
import { openSocket, type SocketFactory } from './socket.ts';

export interface LiveStoreOptions {
  /** Where Lantern answers; left out: the page's own origin. */
  origin?: string;
  /** An edition's slug; left out: the current one. */
  edition?: string;
  /** What the server rendered, shown until something newer comes. */
  initial?: InitialNumbers;
  openSocket?: SocketFactory;
  fetchJson?: FetchJson;
  clock?: LiveClock;
  surroundings?: LiveSurroundings;
  /** From 0 up to 1. */
  random?: () => number;
}

export interface LiveStore {
  getState: () => LiveState;
  /** What the server rendered: equal on both sides while a page hydrates. */
  getInitialState: () => LiveState;
  /** The first listener starts the store, the last one's leaving stops it a moment later. */
  subscribe: (told: () => void) => () => void;
}

/** A page that changes its listeners must not reconnect for it. */
const LINGER_MS = 1_000;

/** The browser's half of live: one true state, kept current by whatever way the network allows. */
export function createLiveStore(options: LiveStoreOptions = {}): LiveStore {
  const clock = options.clock ?? browserClock;
  const first = initialState(options.initial);
  const listeners = new Set<() => void>();
  let state = first;
  const cell = {
    read: () => state,
    write: (next: LiveState) => {
      if (next === state) return;
      state = next;
      for (const told of listeners) told();
    },
  };
  const { origin = '', edition } = options;
  const feed = createLiveFeed({
    cell,
    clock,
    address: { origin, ...(edition !== undefined && { edition }) },
    openSocket: options.openSocket ?? openSocket,
    fetchJson: options.fetchJson ?? browserFetchJson,
    random: options.random ?? Math.random,
  });
  const attendance = attend({
    ...feed,
    clock,
    surroundings: options.surroundings ?? browserSurroundings,
  });
  let callOff = () => undefined as void;
  let running = false;

  const sleep = () => {
    running = false;
    attendance.stop();
  };
  return {
    getState: () => state,
    getInitialState: () => first,
    subscribe: (told) => {
      listeners.add(told);
      callOff();
      if (!running) {
        running = true;
        attendance.start();
      }
      return () => {
        listeners.delete(told);
        if (listeners.size === 0) callOff = clock.after(LINGER_MS, sleep);
      };
    },
  };
}
