import type { IncomingMessage, Server as HttpServer } from 'node:http';
import { setImmediate } from 'node:timers/promises';
import { openDatabase } from '@lantern/db/database';
import type { LiveEvent, Tick } from '@lantern/schemas/live';
import { Server } from 'socket.io';
import type { Metrics } from '../../platform/metrics.ts';
import { watchCurrentEdition } from './current-watch.ts';
import type { EditionFeed } from './edition-feed.ts';
import { createAdmission } from './live-admission.ts';
import { dismissAll, sayGoodbye } from './live-farewell.ts';
import { letIn } from './live-gate.ts';
import type { HandshakeDeps } from './live-handshake.ts';
import { createLiveMetrics, type LiveMetrics } from './live-metrics.ts';
import { createOrders, ordersAdapter } from './live-orders.ts';
import { sliceRoom, streamRoom, type LiveIo } from './live-socket.ts';
import { createLiveRepo } from './live.repo.ts';
import { watchPrivileged } from './privileged-watch.ts';
import { followStreams } from './stream-follower.ts';
import { listenForGrowth } from './stream-listener.ts';
import { writeTick } from './tick-frame.ts';
import { startTicking } from './tick-loop.ts';

export interface LiveServerDeps extends Omit<HandshakeDeps, 'citiesOf'> {
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

export type LiveServer = ReturnType<typeof createLiveServer>;

/** Snapshot, ticks and events to every browser; starts at once, and stands by while the database is away. */
export function createLiveServer(deps: LiveServerDeps) {
  const { onError } = deps;
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
  const repo = createLiveRepo(database.pool);
  const parts = startParts({ deps, io, metrics, limits, repo });
  letIn(io, { ...deps, citiesOf: repo.readCitiesOf, metrics, ...parts });
  return {
    ...createOrders(io),
    /** Sockets of this node. */
    sockets: () => io.of('/').sockets.size,
    /** Says goodbye to every socket, ends all timers and connections; the HTTP server stays its owner's. */
    close: async () => {
      parts.ticks.stop();
      parts.watch.stop();
      parts.current.stop();
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
    // Compressing each tick for each socket costs more than the bytes it saves.
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
    onNewEpoch: () => dismissAll(io),
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
    emit: (feed, tick) => metrics.tick(() => emitTick(io, feed, tick)),
    onError: told('ticks'),
    monotonic,
  });
  const watch = watchPrivileged({
    io,
    principalOf: deps.principalOf,
    citiesOf: repo.readCitiesOf,
    silentMs: follower.silentMs,
    ...limits,
    onError: told('privileged sessions'),
  });
  const current = watchCurrentEdition({
    io,
    editionFor: deps.editionFor,
    onError: told('current edition'),
  });
  return { follower, listener, ticks, watch, current };
}

function isWatched(io: LiveIo, { editionId }: EditionFeed): boolean {
  return io.of('/').adapter.rooms.has(streamRoom(editionId, 'public'));
}

async function emitTick(io: LiveIo, { editionId, slices }: EditionFeed, tick: Tick): Promise<void> {
  for (let slice = 0; slice < slices; slice += 1) {
    writeTick(io, sliceRoom(editionId, slice), tick);
    // Requests and other sockets have their turn.
    await setImmediate();
  }
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
