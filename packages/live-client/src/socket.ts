import type { SyncRequest } from '@lantern/schemas/live';
import { tab } from './tab.ts';

/** What of a Socket.IO socket the store uses; tests hand in their own. */
export interface LiveSocket {
  on(event: string, told: (message: unknown) => void): unknown;
  /** Rejects when the server does not answer in time. */
  sync(request: SyncRequest): Promise<unknown>;
  close(): void;
}

export interface SocketAddress {
  /** Such as `https://lantern.example`; empty: the page's own. */
  origin: string;
  /** The current edition if left out. */
  edition?: string;
}

/** Starts connecting once; the socket never comes back by itself. */
export type SocketFactory = (address: SocketAddress) => Promise<LiveSocket>;

const CONNECT_LIMIT_MS = 10_000;
const SYNC_LIMIT_MS = 8_000;

/** Socket.IO's client is fetched only now, so that the first paint does not wait for it. */
export const openSocket: SocketFactory = async ({ origin, edition }) => {
  const { io } = await import('socket.io-client');
  const socket = io(origin || tab.location?.origin, {
    path: '/socket.io',
    transports: ['websocket'],
    // When to come back is the store's to decide: it knows of hidden tabs and of `closing`.
    reconnection: false,
    forceNew: true,
    timeout: CONNECT_LIMIT_MS,
    ...(edition !== undefined && { query: { edition } }),
  });
  return {
    on: (event, told) => socket.on(event, told),
    sync: (request) => socket.timeout(SYNC_LIMIT_MS).emitWithAck('sync', request),
    close: () => {
      socket.off();
      socket.close();
    },
  };
};
