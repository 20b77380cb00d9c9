import { createAdapter } from '@socket.io/postgres-adapter';
import type { Pool } from 'pg';
import { accountRoom, type LiveIo } from './live-socket.ts';
import { dismiss, localSockets } from './privileged-watch.ts';

/** The adapter sweeps a table for messages over 8 kB, which no order of ours is; this is `setInterval`'s longest. */
const NEVER_MS = 2_147_483_647;

/** Socket.IO's own way between nodes, over NOTIFY; used for orders only, never for events or ticks. */
export function ordersAdapter(pool: Pool, errorHandler: (error: Error) => void) {
  // The adapter listens on a pooled connection. Cut, that would end the process for want of an error handler, and
  // keep its place in the pool for good, since the adapter takes another without giving the dead one back.
  pool.on('connect', (client) => {
    client.on('error', errorHandler);
    client.on('end', () => {
      if (client.listenerCount('notification') > 0) client.release(true);
    });
  });
  return createAdapter(pool, {
    channelPrefix: 'lantern_sockets',
    cleanupInterval: NEVER_MS,
    errorHandler,
  });
}

/** Gives orders to the sockets of all nodes. */
export function createOrders(io: LiveIo) {
  const endAccount = (accountId: string) => {
    for (const socket of localSockets(io, accountRoom(accountId)))
      dismiss(socket, { reason: 'frozen', retryAfterMs: 0 });
  };
  const ownSockets = () => io.of('/').sockets.size;
  io.on('endAccount', endAccount);
  io.on('countViewers', (reply) => reply(ownSockets()));

  return {
    /**
     * Ends an account's sockets on every node. A node that misses the order notices within its next look at the
     * privileged sessions.
     */
    endSessionsOf: async (accountId: string): Promise<void> => {
      endAccount(accountId);
      io.serverSideEmit('endAccount', accountId);
    },
    /** Sockets on all nodes; a node that does not answer within 5 s is left out. */
    countViewers: async (): Promise<number> => {
      const others = await io.serverSideEmitWithAck('countViewers').catch(answersOf);
      return others.reduce((sum, sockets) => sum + sockets, ownSockets());
    },
  };
}

/** Socket.IO rejects when a node is silent, and hands over what the others said. */
function answersOf(error: unknown): number[] {
  const answers = error instanceof Error && 'responses' in error ? error.responses : [];
  return Array.isArray(answers) ? answers.filter((answer) => typeof answer === 'number') : [];
}
