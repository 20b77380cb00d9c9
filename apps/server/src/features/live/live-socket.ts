import type { ClientToServer, ServerToClient, Stream } from '@lantern/schemas/live';
import type { Server, Socket } from 'socket.io';
import type { Principal } from '../../platform/trpc.ts';

/** What a node tells the others, through Socket.IO's PostgreSQL adapter. */
interface NodeToNode {
  endAccount: (accountId: string) => void;
  /** Answers with the number of this node's sockets. */
  countViewers: (reply: (sockets: number) => void) => void;
}

/** What the handshake decided about a socket. */
export interface SocketData {
  editionId: string;
  editionSlug: string;
  /** Asked for no edition by name: it is sent away when another becomes the current one. */
  follows: boolean;
  /** Its edition is the current one. */
  isCurrent: boolean;
  streams: readonly Stream[];
  /** Null for the public. */
  principal: Principal | null;
}

export type LiveIo = Server<ClientToServer, ServerToClient, NodeToNode, SocketData>;
export type LiveSocket = Socket<ClientToServer, ServerToClient, NodeToNode, SocketData>;

export const streamRoom = (editionId: string, stream: Stream) => `${editionId}:${stream}`;
/**
 * An edition's sockets in slices of about a thousand: a tick goes out slice by slice, encoded once for each, so that
 * a crowd's writes (15 µs a socket, measured) never hold up a signature for longer than some milliseconds.
 */
export const sliceRoom = (editionId: string, slice: number) => `${editionId}:slice:${slice}`;
export const SLICE_SOCKETS = 1_000;
export const accountRoom = (accountId: string) => `account:${accountId}`;
/** Sockets that see more than the public does. */
export const PRIVILEGED_ROOM = 'privileged';
