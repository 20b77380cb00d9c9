import type { SyncRequest, Tick } from '@lantern/schemas/live';
import type { LiveClock, LiveSurroundings } from '../src/environment.ts';
import type { LiveSocket, SocketFactory } from '../src/socket.ts';

/** Time that passes only when told to. */
export function createHandClock() {
  let elapsed = 0;
  let wallShift = Date.parse('2027-09-24T03:00:00Z');
  let timers: { at: number; run: () => void }[] = [];
  const clock: LiveClock = {
    now: () => wallShift + elapsed,
    monotonic: () => elapsed,
    after: (ms, run) => {
      const timer = { at: elapsed + ms, run };
      timers.push(timer);
      return () => {
        timers = timers.filter((other) => other !== timer);
      };
    },
  };
  return {
    clock,
    /** Lets ms pass, timer by timer, and what they start. */
    pass: async (ms: number) => {
      const end = elapsed + ms;
      for (;;) {
        await settle();
        const next = timers.filter((timer) => timer.at <= end).sort((a, b) => a.at - b.at)[0];
        if (!next) break;
        timers = timers.filter((timer) => timer !== next);
        elapsed = Math.max(elapsed, next.at);
        next.run();
      }
      elapsed = end;
      await settle();
    },
    setWallClock: (byMs: number) => {
      wallShift += byMs;
    },
    pendingTimers: () => timers.length,
  };
}

/** Lets promises that are already resolved run on. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
}

/** A tab and network that do as told. */
export function createHandSurroundings() {
  let hidden = false;
  const visibility = new Set<() => void>();
  const network = new Set<(online: boolean) => void>();
  const surroundings: LiveSurroundings = {
    hidden: () => hidden,
    onVisibility: (told) => {
      visibility.add(told);
      return () => visibility.delete(told);
    },
    onNetwork: (told) => {
      network.add(told);
      return () => network.delete(told);
    },
  };
  return {
    surroundings,
    setHidden: (next: boolean) => {
      hidden = next;
      for (const told of visibility) told();
    },
    setOnline: (online: boolean) => {
      for (const told of network) told(online);
    },
  };
}

/** The server's end of one scripted connection. */
export interface HandSocket {
  /** Sends a message, or Socket.IO's own `connect_error` and `disconnect`. */
  says: (event: string, message?: unknown) => void;
  readonly syncs: { request: SyncRequest; answer: (reply: unknown) => void }[];
  readonly closed: boolean;
}

/** Every connection the store opened, in order. */
export function createHandServer() {
  const sockets: HandSocket[] = [];
  const openSocket: SocketFactory = async () => {
    const told = new Map<string, (message: unknown) => void>();
    const server = {
      closed: false,
      syncs: [] as HandSocket['syncs'],
      says: (event: string, message?: unknown) => told.get(event)?.(message),
    };
    sockets.push(server);
    const socket: LiveSocket = {
      on: (event, listener) => told.set(event, listener),
      sync: (request) => new Promise((answer) => server.syncs.push({ request, answer })),
      close: () => {
        server.closed = true;
      },
    };
    return socket;
  };
  return {
    sockets,
    openSocket,
    last: (): HandSocket => {
      const socket = sockets.at(-1);
      if (!socket) throw new Error('nothing was connected');
      return socket;
    },
  };
}

export const EPOCH = '018f2f2c-0000-7000-8000-000000000001';
export const OTHER_EPOCH = '018f2f2c-0000-7000-8000-000000000002';

export function tickOf(version: number, change: Partial<Tick> = {}): Tick {
  return {
    total: version * 10,
    version,
    perMinute: 3,
    asOf: new Date(Date.parse('2027-09-24T03:00:00Z') + version * 1_000).toISOString(),
    ...change,
  };
}

export function snapshotOf(version: number, seq: number, change: object = {}) {
  return {
    protocol: 1,
    edition: '2027',
    epoch: EPOCH,
    seq,
    streams: { public: seq },
    ...tickOf(version),
    ...change,
  };
}

export function milestone(seq: number) {
  return { stream: 'public', seq, at: '2027-09-24T03:00:00.000Z', kind: 'milestone', total: seq };
}
