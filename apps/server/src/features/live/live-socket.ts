import type { ClientToServer, ServerToClient, Stream } from '@lantern/schemas/live';
import type { Server, Socket } from 'socket.io';
import type { Principal } from '../../platform/trpc.ts';

/** What a node tells the others, through Socket.IO's PostgreSQL adapter. */
export interface NodeToNode {
  endAccount: (accountId: string) => void;
  /** Answers with the number of this node's sockets. */
  countViewers: (reply: (sockets: number) => void) => void;
}

/** What the handshake decided about a socket. */
export interface SocketData {
  editionId: string;
  editionSlug: string;
  streams: readonly Stream[];
  /** Null for the public. */
  principal: Principal | null;
}

export type LiveIo = Server<ClientToServer, ServerToClient, NodeToNode, SocketData>;
export type LiveSocket = Socket<ClientToServer, ServerToClient, NodeToNode, SocketData>;

export const streamRoom = (editionId: string, stream: Stream) => `${editionId}:${stream}`;
export const accountRoom = (accountId: string) => `account:${accountId}`;
/** Sockets that see more than the public does. */
export const PRIVILEGED_ROOM = 'privileged';
