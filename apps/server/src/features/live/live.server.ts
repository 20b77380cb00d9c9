import type { IncomingMessage, Server as HttpServer } from 'node:http';
import { openDatabase } from '@lantern/db/database';
import { HEARTBEAT_MS, LIVE_PROTOCOL, type LiveEvent, type Tick } from '@lantern/schemas/live';
import { Server } from 'socket.io';
import { DomainError } from '../../platform/domain-error.ts';
import type { Metrics } from '../../platform/metrics.ts';
import type { EditionFeed } from './edition-feed.ts';
import { createAdmission } from './live-admission.ts';
import { createHandshake, type HandshakeDeps } from './live-handshake.ts';
import { createLiveMetrics, type LiveMetrics } from './live-metrics.ts';
import { createOrders, ordersAdapter } from './live-orders.ts';
import { accountRoom, PRIVILEGED_ROOM, streamRoom } from './live-socket.ts';
import type { LiveIo, LiveSocket } from './live-socket.ts';
import { answerSync } from './live-sync.ts';
import { createLiveRepo } from './live.repo.ts';
import { dismiss, watchPrivileged } from './privileged-watch.ts';
import { followStreams } from './stream-follower.ts';
import { listenForGrowth } from './stream-listener.ts';
import { startTicking } from './tick-loop.ts';

export interface LiveServerDeps extends HandshakeDeps {
  /** The server that `/socket.io` is served on, such as Fastify's `app.server`. */
  httpServer: HttpServer;
  /** A direct connection: LISTEN does not pass a transaction pooler. */
  databaseUrl: string;
  /** Total, version, pace and time of one statement. */
  readTick: (editionId: string) => Promise<Tick>;
  metrics: Metrics;
  /** Told of what went wrong and is tried again; never with people in it. */
  onError: (error: Error, part: string) => void;
  hostGuard?: (request: IncomingMessage) => string | null;
  networkOf?: (request: IncomingMessage) => string;
  limits?: Partial<typeof LIMITS>;
}

const LIMITS = {
  maxSockets: 100_000,
  maxPerNetwork: 3_000,
  databaseLostAfterMs: 5_000,
  recheckMs: 4_000,
};

/** Longest wait for sockets to take their leave when the node stops. */
const LEAVE_MS = 2_000;
/** So many sockets may come back to the other nodes every second. */
const RETURNS_PER_SECOND = 2_000;
/** Least wait before sockets of a stopped node come back. */
const RETURN_MS = 500;

export type LiveServer = ReturnType<typeof createLiveServer>;

/** Snapshot, ticks and events to every browser; starts at once, and stands by while the database is away. */
export function createLiveServer(deps: LiveServerDeps) {
  const { monotonic, onError } = deps;
  const limits = { ...LIMITS, ...deps.limits };
  const told = (part: string) => (error: Error) => onError(error, part);
  const database = openDatabase({
    url: deps.databaseUrl,
    max: 4,
    applicationName: 'lantern-live',
    queryTimeoutMs: 4_000,
    onIdleError: told('live database'),
  });
  const metrics: LiveMetrics = createLiveMetrics(deps.metrics, () => io.engine.clientsCount);
  const io: LiveIo = openIo(deps, {
    adapter: ordersAdapter(database.pool, told('orders between nodes')),
    allowRequest: createAdmission({
      hostGuard: deps.hostGuard ?? (() => null),
      ...(deps.networkOf && { networkOf: deps.networkOf }),
      ...limits,
      sockets: () => io.engine.clientsCount,
      metrics: () => metrics,
    }),
  });
  const parts = startParts({ deps, io, metrics, limits, repo: createLiveRepo(database.pool) });
  letIn(io, { deps, metrics, ...parts });
  return {
    ...createOrders(io),
    /** Sockets of this node. */
    sockets: () => io.of('/').sockets.size,
    /** Says goodbye to every socket, ends all timers and connections; the HTTP server stays its owner's. */
    close: async () => {
      parts.ticks.stop();
      parts.watch.stop();
      await sayGoodbye(io);
      await Promise.all([parts.listener.stop(), parts.follower.stop()]);
      await io.of('/').adapter.close();
      await database.close();
    },
  };
}

type IoOptions = NonNullable<ConstructorParameters<typeof Server>[1]>;

function openIo({ httpServer }: LiveServerDeps, options: Partial<IoOptions>): LiveIo {
  return new Server(httpServer, {
    path: '/socket.io',
    serveClient: false,
    transports: ['websocket'],
    // Compressing each tick for each socket costs more than the bytes it saves (docs/decisions).
    perMessageDeflate: false,
    // A client sends nothing but `sync`.
    maxHttpBufferSize: 2_048,
    connectTimeout: 10_000,
    ...options,
  });
}

interface PartsContext {
  deps: LiveServerDeps;
  io: LiveIo;
  metrics: LiveMetrics;
  limits: typeof LIMITS;
  repo: ReturnType<typeof createLiveRepo>;
}

function startParts({ deps, io, metrics, limits, repo }: PartsContext) {
  const { monotonic, onError } = deps;
  const told = (part: string) => (error: Error) => onError(error, part);
  const follower = followStreams({
    repo,
    monotonic,
    onError: told('streams'),
    emit: (feed, events) => emitEvents(io, { feed, events, metrics }),
    onNewEpoch: () => dismissAll(io, returnAfterMs(io)),
  });
  const listener = listenForGrowth({
    url: deps.databaseUrl,
    onGrowth: follower.wake,
    onError: told('listening'),
  });
  const ticks = startTicking({
    watched: () => follower.feeds().filter((feed) => isWatched(io, feed)),
    sockets: () => io.engine.clientsCount,
    readTick: deps.readTick,
    emit: (feed, tick) =>
      metrics.tick(() => io.local.to(streamRoom(feed.editionId, 'public')).emit('tick', tick)),
    onError: told('ticks'),
    monotonic,
  });
  const watch = watchPrivileged({
    io,
    principalOf: deps.principalOf,
    silentMs: follower.silentMs,
    ...limits,
    onError: told('privileged sessions'),
  });
  return { follower, listener, ticks, watch };
}

function isWatched(io: LiveIo, { editionId }: EditionFeed): boolean {
  return io.of('/').adapter.rooms.has(streamRoom(editionId, 'public'));
}

interface Emission {
  feed: EditionFeed;
  events: readonly LiveEvent[];
  metrics: LiveMetrics;
}

function emitEvents(io: LiveIo, { feed, events, metrics }: Emission) {
  for (const event of events) {
    io.local.to(streamRoom(feed.editionId, event.stream)).emit('event', event);
    metrics.event();
  }
}

type LetInContext = { deps: LiveServerDeps; metrics: LiveMetrics } & ReturnType<typeof startParts>;

function letIn(io: LiveIo, { deps, metrics, follower, ticks, watch }: LetInContext) {
  const { monotonic, onError } = deps;
  const decide = createHandshake(deps);
  const prepare = async (socket: LiveSocket) => {
    const { edition, ...data } = await decide(socket.handshake);
    socket.data = data;
    const feed = await follower.follow(edition);
    if (monotonic() - feed.readAt > HEARTBEAT_MS) await ticks.refresh(feed);
  };
  io.use((socket, next) => {
    prepare(socket).then(
      () => next(),
      (error: Error) => {
        // A code of the shared table, or `unavailable`: a stranger learns nothing else.
        if (!(error instanceof DomainError)) onError(error, 'handshake');
        next(new Error(error instanceof DomainError ? error.code : 'unavailable'));
      },
    );
  });
  // Nothing is awaited here: what the snapshot says and what is emitted after it leave no gap between them.
  io.on('connection', (socket) => {
    const feed = follower.feedOf(socket.data.editionId);
    const epoch = follower.epoch();
    if (!feed?.tick || !epoch)
      return dismiss(socket, { reason: 'restart', retryAfterMs: RETURN_MS });
    const privileged = socket.data.principal !== null;
    if (privileged && watch.lost())
      return dismiss(socket, { reason: 'database-lost', retryAfterMs: HEARTBEAT_MS });
    join(socket);
    socket.emit('snapshot', snapshotOf({ feed, epoch, tick: feed.tick, socket }));
    answerSync(socket, { follower, monotonic, onReply: metrics.sync });
  });
}

function join(socket: LiveSocket) {
  const { editionId, streams, principal } = socket.data;
  const rooms = streams.map((stream) => streamRoom(editionId, stream));
  if (principal) rooms.push(PRIVILEGED_ROOM, accountRoom(principal.accountId));
  void socket.join(rooms);
}

interface SnapshotSource {
  feed: EditionFeed;
  epoch: string;
  tick: Tick;
  socket: LiveSocket;
}

function snapshotOf({ feed, epoch, tick, socket }: SnapshotSource) {
  const heads = socket.data.streams.map((stream) => [stream, feed.streams[stream].seq] as const);
  return {
    protocol: LIVE_PROTOCOL,
    edition: feed.slug,
    epoch,
    seq: feed.streams.public.seq,
    streams: Object.fromEntries(heads),
    ...tick,
  };
}

/** Grows with the crowd, so that it does not fall on the other nodes at once; each browser adds its own jitter. */
function returnAfterMs(io: LiveIo): number {
  return Math.max(RETURN_MS, (io.engine.clientsCount / RETURNS_PER_SECOND) * 1_000);
}

function dismissAll(io: LiveIo, retryAfterMs: number) {
  io.local.emit('closing', { reason: 'restart', retryAfterMs: Math.round(retryAfterMs) });
  io.local.disconnectSockets(true);
}

async function sayGoodbye(io: LiveIo): Promise<void> {
  dismissAll(io, returnAfterMs(io));
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
