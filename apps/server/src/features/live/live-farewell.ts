import type { LiveIo } from './live-socket.ts';

/** Longest wait for sockets to take their leave when the node stops. */
const LEAVE_MS = 1_000;
/** So many sockets may come back to the other nodes every second. */
const RETURNS_PER_SECOND = 2_000;
/** Least wait before sockets of a stopped node come back. */
const RETURN_MS = 500;

/** Grows with the crowd, so that it does not fall on the other nodes at once; each browser adds its own jitter. */
export function returnAfterMs(io: LiveIo): number {
  return Math.max(RETURN_MS, Math.round((io.engine.clientsCount / RETURNS_PER_SECOND) * 1_000));
}

/** Ends all of this node's sockets; they come back, here or to another node. */
export function dismissAll(io: LiveIo) {
  io.local.emit('closing', { reason: 'restart', retryAfterMs: returnAfterMs(io) });
  io.local.disconnectSockets(true);
}

/** As above, then takes no more; resolves when they have left. The HTTP server stays its owner's. */
export async function sayGoodbye(io: LiveIo): Promise<void> {
  dismissAll(io);
  const { promise: gone, resolve } = Promise.withResolvers<void>();
  const look = setInterval(() => {
    if (io.engine.clientsCount === 0) resolve();
  }, 20);
  const limit = setTimeout(resolve, LEAVE_MS);
  await gone;
  clearInterval(look);
  clearTimeout(limit);
  io.engine.close();
}
