import type { Closing } from '@lantern/schemas/live';
import { PRIVILEGED_ROOM, type LiveIo, type LiveSocket } from './live-socket.ts';
import { streamsOf, type HandshakeDeps } from './live-handshake.ts';

export interface PrivilegedWatchOptions {
  io: LiveIo;
  principalOf: HandshakeDeps['principalOf'];
  citiesOf: HandshakeDeps['citiesOf'];
  /** Monotonic ms since the database last answered this node. */
  silentMs: () => number;
  /** A node without its database for this long could not hear of a freeze. */
  databaseLostAfterMs: number;
  /** Each privileged session is asked for again this often, so that a lost order still ends it. */
  recheckMs: number;
  onError: (error: Error) => void;
}

const LOOK_MS = 500;

/** Tells the socket why, then ends it with its connection. */
export function dismiss(socket: LiveSocket, closing: Closing): void {
  socket.emit('closing', closing);
  socket.disconnect(true);
}

/** Ends privileged sockets whose session ended, or all of them while the database is out of sight. */
export function watchPrivileged(options: PrivilegedWatchOptions) {
  const { io, silentMs, databaseLostAfterMs, recheckMs, onError } = options;
  const lost = () => silentMs() > databaseLostAfterMs;
  const privileged = () => localSockets(io, PRIVILEGED_ROOM);

  const look = setInterval(() => {
    if (!lost()) return;
    for (const socket of privileged())
      dismiss(socket, { reason: 'database-lost', retryAfterMs: databaseLostAfterMs });
  }, LOOK_MS);

  let rechecking = false;
  const recheck = setInterval(() => {
    if (rechecking || lost()) return;
    rechecking = true;
    recheckAll(privileged(), options)
      .catch(onError)
      .finally(() => {
        rechecking = false;
      });
  }, recheckMs);

  return {
    lost,
    stop: () => {
      clearInterval(look);
      clearInterval(recheck);
    },
  };
}

/** This node's sockets of a room. */
export function localSockets(io: LiveIo, room: string): LiveSocket[] {
  const { adapter, sockets } = io.of('/');
  return Array.from(adapter.rooms.get(room) ?? [], (id) => sockets.get(id)).filter(
    (socket) => socket !== undefined,
  );
}

/** One question per session, however many tabs it has open. */
async function recheckAll(sockets: LiveSocket[], deps: PrivilegedWatchOptions) {
  const bySession = Map.groupBy(sockets, (socket) => socket.data.principal?.sessionId);
  for (const tabs of bySession.values()) {
    const [first] = tabs;
    if (!first) continue;
    const principal = await deps.principalOf(first.handshake.headers);
    for (const socket of tabs) {
      const kept =
        principal && sameStreams(socket, await streamsOf(principal, socket.data.editionId, deps));
      if (!kept) dismiss(socket, { reason: 'frozen', retryAfterMs: 0 });
    }
  }
}

function sameStreams(socket: LiveSocket, streams: readonly string[]): boolean {
  return socket.data.streams.join() === streams.join();
}
