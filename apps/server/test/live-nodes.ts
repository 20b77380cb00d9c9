import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { openDatabase, transaction, type Database } from '@lantern/db/database';
import { createTestDatabase } from '@lantern/db/testing';
import type { ClientToServer, LiveEvent, ServerToClient } from '@lantern/schemas/live';
import { io, type Socket } from 'socket.io-client';
import { createCountsRepo } from '../src/features/counts/counts.repo.ts';
import { publishCount } from '../src/features/counts/published-counts.ts';
import { applyTally } from '../src/features/counts/tally.repo.ts';
import { createLiveServer, type LiveServerDeps } from '../src/features/live/live.server.ts';
import { appendEvents } from '../src/platform/events.ts';
import { createMetrics } from '../src/platform/metrics.ts';
import type { Principal } from '../src/platform/trpc.ts';

const ORIGIN = 'http://localhost:4000';

/** A database with the open edition, and what is written to it. */
export async function openStage() {
  const database = await createTestDatabase();
  const db = openDatabase({ url: database.url, max: 8 });
  const { rows } = await db.pool.query<{ id: string; slug: string; kind: 'real' }>(
    'SELECT id, slug, kind FROM editions WHERE is_current',
  );
  const [edition] = rows;
  if (!edition) throw new Error('the template has no current edition');
  return {
    ...database,
    db,
    edition,
    /** Sessions by cookie, as the auth feature would find them. */
    sessions: new Map<string, Principal>(),
    close: async () => {
      await db.close();
      await database.drop();
    },
  };
}
export type Stage = Awaited<ReturnType<typeof openStage>>;

export interface LiveNode {
  origin: string;
  port: number;
  live: ReturnType<typeof createLiveServer>;
  /** What it complained of. */
  faults: Error[];
  stop: () => Promise<void>;
}

/** A whole Socket.IO node on a port of its own. */
export async function startNode(
  stage: Stage,
  change: Partial<LiveServerDeps> = {},
): Promise<LiveNode> {
  const httpServer = createServer();
  const faults: Error[] = [];
  const counts = createCountsRepo(stage.db.pool);
  const live = createLiveServer({
    httpServer,
    databaseUrl: stage.url,
    publicOrigin: ORIGIN,
    localMode: false,
    monotonic: () => performance.now(),
    editionFor: async () => stage.edition,
    principalOf: async ({ cookie }) => stage.sessions.get(cookie ?? '') ?? null,
    readTick: async (editionId) => publishCount(await counts.readCount(editionId)),
    metrics: createMetrics(),
    onError: (error) => faults.push(error),
    ...change,
  });
  httpServer.listen(0, '127.0.0.1');
  await once(httpServer, 'listening');
  // A server that listens on a port has an AddressInfo; strings are for pipes.
  const { port } = httpServer.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    port,
    live,
    faults,
    stop: async () => {
      await live.close();
      httpServer.close();
      await once(httpServer, 'close');
    },
  };
}

/** Writes one public event in a transaction of its own. */
export function tellPublic({ db, edition }: Stage, total: number): Promise<number> {
  return transaction(db.pool, (tx) =>
    appendEvents(tx, {
      editionId: edition.id,
      stream: 'public',
      events: [{ kind: 'milestone', total }],
    }),
  );
}

/** Tells the public of a city. */
export function tellCity(
  { db, edition }: Stage,
  kind: 'city-there' | 'city-changed',
  city: string,
): Promise<number> {
  const events = [{ kind, city }];
  return transaction(db.pool, (tx) =>
    appendEvents(tx, { editionId: edition.id, stream: 'public', events }),
  );
}

export function tellStaff({ db, edition }: Stage, accountId: string): Promise<number> {
  const events = [{ kind: 'account-enrolled', accountId }] as const;
  return transaction(db.pool, (tx) =>
    appendEvents(tx, { editionId: edition.id, stream: 'staff', events }),
  );
}

/** Counts some signatures, as confirming them does. */
export function count(
  { db, edition }: { db: Database; edition: { id: string } },
  signatures: number,
) {
  const delta = {
    country: 'KR',
    citySlug: null,
    channel: 'online',
    ref: null,
    net: 1,
    numbered: true,
  } as const;
  return transaction(db.pool, (tx) =>
    applyTally(tx, {
      editionId: edition.id,
      deltas: Array.from({ length: signatures }, () => delta),
    }),
  );
}

type Heard = { [E in keyof ServerToClient]: Parameters<ServerToClient[E]>[0][] };

/** A bare client that keeps all it hears. */
export interface Listener {
  socket: Socket<ServerToClient, ClientToServer>;
  heard: Heard;
  seqs: (stream?: LiveEvent['stream']) => number[];
  /** Resolves once `holds` does; rejects with what was heard after `limitMs`. */
  until: (holds: (heard: Heard) => boolean, limitMs?: number) => Promise<void>;
  ended: Promise<string>;
  close: () => void;
}

export function listenAt(origin: string, headers: Record<string, string> = {}): Listener {
  const heard: Heard = { snapshot: [], tick: [], event: [], closing: [] };
  const socket: Socket<ServerToClient, ClientToServer> = io(origin, {
    transports: ['websocket'],
    reconnection: false,
    forceNew: true,
    extraHeaders: headers,
  });
  const watchers = new Set<() => void>();
  const changed = () => {
    for (const look of watchers) look();
  };
  socket.on('snapshot', (message) => {
    heard.snapshot.push(message);
    changed();
  });
  socket.on('tick', (message) => {
    heard.tick.push(message);
    changed();
  });
  socket.on('event', (message) => {
    heard.event.push(message);
    changed();
  });
  socket.on('closing', (message) => {
    heard.closing.push(message);
    changed();
  });
  return {
    socket,
    heard,
    seqs: (stream = 'public') =>
      heard.event.filter((event) => event.stream === stream).map(({ seq }) => seq),
    until: (holds, limitMs = 10_000) => {
      const { promise, resolve, reject } = Promise.withResolvers<void>();
      const late = () =>
        reject(new Error(`not heard within ${limitMs} ms: ${JSON.stringify(heard)}`));
      const timer = setTimeout(late, limitMs);
      const look = () => holds(heard) && resolve();
      watchers.add(look);
      look();
      return promise.finally(() => {
        clearTimeout(timer);
        watchers.delete(look);
      });
    },
    ended: new Promise((resolve) => socket.once('disconnect', resolve)),
    close: () => socket.close(),
  };
}

/** Headers of a browser signed in as this account. */
export function signIn(stage: Stage, accountId: string): Record<string, string> {
  const cookie = `session=${accountId}`;
  stage.sessions.set(cookie, {
    accountId,
    role: 'admin',
    sessionId: `of-${accountId}`,
    partnerId: null,
    fresh: true,
  });
  return { cookie, origin: ORIGIN };
}
