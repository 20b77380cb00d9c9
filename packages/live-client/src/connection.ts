import type { SyncRequest } from '@lantern/schemas/live';
import type { LiveClock } from './environment.ts';
import { isClosing } from './message-guards.ts';
import type { LiveSocket, SocketAddress, SocketFactory } from './socket.ts';

export interface ConnectionOptions {
  openSocket: SocketFactory;
  address: SocketAddress;
  clock: LiveClock;
  random: () => number;
  /** Every `snapshot`, `tick` and `event`, unread. Answers false to a snapshot that is of no use. */
  onMessage: (kind: 'snapshot' | 'tick' | 'event', message: unknown) => boolean;
  /** The connection ended, or an attempt failed for the nth time in a row. */
  onDown: (failures: number) => void;
}

/** A connection that brings no snapshot within this is a failure. */
const SNAPSHOT_LIMIT_MS = 12_000;
const FIRST_BACKOFF_MS = 2_000;
const LAST_BACKOFF_MS = 60_000;
const LEAST_WAIT_MS = 250;

export type Connection = ReturnType<typeof createConnection>;

/** One socket at a time, reopened with jitter until told to rest. */
export function createConnection(options: ConnectionOptions) {
  const { clock, random } = options;
  const patience = createPatience(random);
  let active = false;
  let attempt = 0;
  let socket: LiveSocket | null = null;
  let greeted = false;
  let callOff = () => undefined as void;

  function drop() {
    attempt += 1;
    callOff();
    socket?.close();
    socket = null;
    greeted = false;
  }

  function down(failed: boolean) {
    drop();
    if (!active) return;
    callOff = clock.after(patience.nextMs(failed), open);
    options.onDown(patience.failures());
  }

  function open() {
    drop();
    const mine = attempt;
    const current = () => mine === attempt;
    callOff = clock.after(SNAPSHOT_LIMIT_MS, () => current() && down(true));
    options.openSocket(options.address).then(
      (opened) => {
        if (!current()) return opened.close();
        socket = opened;
        hear(opened, {
          current,
          onMessage: options.onMessage,
          onGreeted: () => {
            greeted = true;
            patience.forget();
            callOff();
          },
          onClosing: patience.told,
          onEnd: down,
        });
      },
      () => current() && down(true),
    );
  }

  return {
    /** Connects now, whatever was being waited for. */
    start: () => {
      active = true;
      patience.forget();
      open();
    },
    /** Closes, and stays so. */
    rest: () => {
      active = false;
      drop();
    },
    /** What is connected is of no use any more; another connection is tried, after a while. */
    replace: () => {
      if (active && greeted) down(false);
    },
    /** The network is back: no need to wait out a long backoff, yet not all at the same moment. */
    hurry: () => {
      if (!active || greeted) return;
      drop();
      patience.forget();
      callOff = clock.after(LEAST_WAIT_MS + random() * 1_000, open);
    },
    sync: (request: SyncRequest) => socket?.sync(request) ?? null,
  };
}

/** How long to wait before the next attempt. */
function createPatience(random: () => number) {
  let failures = 0;
  let toldMs: number | null = null;

  /** A crowd cut off at once must not come back at once: most of every wait is random. */
  function waitMs(): number {
    if (toldMs !== null) return Math.max(LEAST_WAIT_MS, toldMs * (1 + random()));
    return Math.min(LAST_BACKOFF_MS, FIRST_BACKOFF_MS * 2 ** failures) * (0.25 + 0.75 * random());
  }

  return {
    /** Failed attempts in a row. */
    failures: () => failures,
    nextMs: (failed: boolean) => {
      const ms = waitMs();
      failures = failed ? failures + 1 : 0;
      toldMs = null;
      return ms;
    },
    /** The server said when to come back. */
    told: (retryAfterMs: number) => {
      toldMs = retryAfterMs;
    },
    forget: () => {
      failures = 0;
    },
  };
}

interface Ears {
  /** Whether this socket is still the one in use. */
  current: () => boolean;
  onMessage: ConnectionOptions['onMessage'];
  onGreeted: () => void;
  onClosing: (retryAfterMs: number) => void;
  onEnd: (failed: boolean) => void;
}

/** Nothing counts before the snapshot: a tick or event alone would have no history to stand in. */
function hear(socket: LiveSocket, { current, onMessage, onGreeted, onClosing, onEnd }: Ears) {
  let greeted = false;
  socket.on('snapshot', (message) => {
    if (!current() || !onMessage('snapshot', message)) return;
    greeted = true;
    onGreeted();
  });
  for (const kind of ['tick', 'event'] as const)
    socket.on(kind, (message) => current() && greeted && onMessage(kind, message));
  socket.on('closing', (message) => {
    if (current() && isClosing(message)) onClosing(message.retryAfterMs);
  });
  socket.on('connect_error', () => current() && onEnd(true));
  socket.on('disconnect', () => current() && onEnd(!greeted));
}
