import { HEARTBEAT_MS, LIVE_PROTOCOL, type Snapshot, type Tick } from '@lantern/schemas/live';
import { DomainError } from '../../platform/domain-error.ts';
import { stateOf, type EditionFeed } from './edition-feed.ts';
import { createHandshake, type HandshakeDeps } from './live-handshake.ts';
import type { LiveMetrics } from './live-metrics.ts';
import {
  accountRoom,
  PRIVILEGED_ROOM,
  SLICE_SOCKETS,
  sliceRoom,
  streamRoom,
} from './live-socket.ts';
import type { LiveIo, LiveSocket } from './live-socket.ts';
import { answerSync } from './live-sync.ts';
import { dismiss } from './privileged-watch.ts';
import type { StreamFollower } from './stream-follower.ts';

export interface GateOptions extends HandshakeDeps {
  follower: Pick<StreamFollower, 'follow' | 'feedOf' | 'epoch'>;
  ticks: { refresh: (feed: EditionFeed) => Promise<unknown> };
  watch: { lost: () => boolean };
  metrics: LiveMetrics;
  onError: (error: Error, part: string) => void;
}

/** Least wait of a socket that came while its edition was being read anew. */
const RETURN_MS = 500;

/** Lets sockets in: first what they may see is decided, then they hear a snapshot and all that follows it. */
export function letIn(io: LiveIo, options: GateOptions) {
  const { follower, watch, monotonic, onError } = options;
  const prepare = createPreparation(options);
  const admit = async (socket: LiveSocket, next: (error?: Error) => void) => {
    const refusal = await prepare(socket).catch((error: Error) => {
      if (!(error instanceof DomainError)) onError(error, 'handshake');
      // A code of the shared table: a stranger learns nothing else.
      return new Error(error instanceof DomainError ? error.code : 'unavailable');
    });
    next(refusal ?? undefined);
  };
  io.use((socket, next) => void admit(socket, next));
  // Nothing is awaited here: what the snapshot says and what is emitted after it leave no gap between them.
  io.on('connection', (socket) => {
    const feed = follower.feedOf(socket.data.editionId);
    const epoch = follower.epoch();
    if (!feed?.tick || !epoch)
      return dismiss(socket, { reason: 'restart', retryAfterMs: RETURN_MS });
    const privileged = socket.data.principal !== null;
    if (privileged && watch.lost())
      return dismiss(socket, { reason: 'database-lost', retryAfterMs: HEARTBEAT_MS });
    join(io, socket, feed);
    socket.emit('snapshot', snapshotOf({ feed, epoch, tick: feed.tick, socket }));
    answerSync(socket, { follower, monotonic, onReply: options.metrics.sync });
  });
}

/** Reads what the socket's edition needs, unless it was read just now for another. */
function createPreparation(options: GateOptions) {
  const { follower, ticks, monotonic } = options;
  const decide = createHandshake(options);
  return async (socket: LiveSocket): Promise<null> => {
    const { edition, ...data } = await decide(socket.handshake);
    socket.data = data;
    const feed = await follower.follow(edition);
    if (monotonic() - feed.readAt > HEARTBEAT_MS) await ticks.refresh(feed);
    return null;
  };
}

function join(io: LiveIo, socket: LiveSocket, feed: EditionFeed) {
  const { editionId, streams, principal } = socket.data;
  const rooms = streams.map((stream) => streamRoom(editionId, stream));
  const here = io.of('/').adapter.rooms.get(streamRoom(editionId, 'public'))?.size ?? 0;
  const slice = Math.floor(here / SLICE_SOCKETS);
  feed.slices = Math.max(feed.slices, slice + 1);
  rooms.push(sliceRoom(editionId, slice));
  if (principal) rooms.push(PRIVILEGED_ROOM, accountRoom(principal.accountId));
  void socket.join(rooms);
}

interface SnapshotSource {
  feed: EditionFeed;
  epoch: string;
  tick: Tick;
  socket: LiveSocket;
}

function snapshotOf({ feed, epoch, tick, socket }: SnapshotSource): Snapshot {
  const heads = socket.data.streams.map((stream) => [stream, stateOf(feed, stream).seq] as const);
  return {
    protocol: LIVE_PROTOCOL,
    edition: feed.slug,
    epoch,
    current: socket.data.isCurrent,
    seq: stateOf(feed, 'public').seq,
    streams: Object.fromEntries(heads),
    ...tick,
  };
}
