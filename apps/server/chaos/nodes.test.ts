import { setTimeout as wait } from 'node:timers/promises';
import { transaction } from '@lantern/db/database';
import type { Pool } from 'pg';
import { io } from 'socket.io-client';
import { describe, expect, onTestFinished, test } from 'vitest';
import { recount } from '../src/features/counts/recount.ts';
import { appendEvents } from '../src/platform/events.ts';
import { createKeyring } from '../src/platform/keyring.ts';
import { createAnswerBook } from '../test/answer-book.ts';
import { NGINX } from '../test/nginx-proxy.ts';
import { rawHttp } from '../test/raw-http.ts';
import { PRODUCTION_ENV } from '../test/running-server.ts';
import { startCrowd, type Crowd } from './crowd.ts';
import { openLivePage, type LivePage } from './live-pages.ts';
import { HOST, nodesBehindNginx, type Node, type NodesBehindNginx } from './nodes-behind-nginx.ts';
import { atScale } from './scale.ts';

const NODES = atScale({ short: 2, full: 3 });
const KILLS = atScale({ short: 1, full: 8 });
const RESTARTS = atScale({ short: 1, full: 6 });
const PAGES = atScale({ short: 12, full: 60 });

const ADDRESSES = [
  'petition',
  'count',
  'countries',
  'cities',
  'corrections',
  'history?resolution=minute',
  'history?resolution=hour',
  'history?resolution=day',
  'feed?after=0',
];
/** nginx, counting whole seconds, leaves a node alone for up to two after it failed. */
const LEFT_ALONE_MS = 2_200;
const CALM_MS = 700;
const CATCH_UP_MS = 20_000;
const headers = { host: HOST };

describe.skipIf(NGINX === undefined)('nodes behind nginx, as docs/nginx.conf has it', () => {
  test(`${KILLS} killed under load and back, ${RESTARTS} restarted: nothing lost, told twice or told differently`, async ({
    annotate,
  }) => {
    const stage = await nodesBehindNginx(NODES);
    const { nodes, pool } = stage;
    const book = watchNodes(stage);
    const pages = Array.from({ length: PAGES }, () =>
      openLivePage({ port: stage.proxy.port, host: HOST }),
    );
    const events = keepTelling(pool);
    const crowd = await gather(stage);
    await wait(CALM_MS);
    expect(crowd.failures()).toEqual([]);

    for (let kill = 0; kill < KILLS; kill += 1) {
      const node = inTurn(nodes, kill);
      await node.end('SIGKILL');
      await wait(CALM_MS);
      await node.start();
      await wait(LEFT_ALONE_MS);
      // Whoever was withdrawing on the killed node cannot know; who signed, confirmed and read never noticed.
      expect(crowd.failures().filter(({ what }) => what !== 'withdraw')).toEqual([]);
    }
    for (let restart = 0; restart < RESTARTS; restart += 1) {
      // The one that was killed last is still warming up.
      const node = inTurn(nodes, KILLS + restart);
      expect(await node.end('SIGTERM')).toBe(0);
      await node.start();
      if (restart + 1 < RESTARTS) await wait(LEFT_ALONE_MS);
      expect(crowd.failures()).toEqual([]);
    }

    await Promise.all([crowd.stop(), events.stop()]);
    expect(crowd.failures()).toEqual([]);
    const truth = await readTruth(pool);
    await expect
      .poll(() => pages.map(shownBy), { timeout: CATCH_UP_MS })
      .toEqual(pages.map(() => ({ seq: truth.seq, version: truth.version, total: truth.total })));
    await expect
      .poll(() => book.newest().versions, { timeout: CATCH_UP_MS })
      .toEqual([truth.version]);
    await book.stop();

    expect(book.faults).toEqual([]);
    // The feed has no version; the sockets have.
    expect(book.newest().seen).toBe(ADDRESSES.length * nodes.length);
    for (const page of pages) expectWhole(page, truth.seq);
    expect(await promisesBroken(pool, crowd)).toEqual([]);
    expect((await recount(pool, truth.editionId)).drift).toEqual([]);
    expect(crowd.told.size).toBeGreaterThan(50);
    expect(pages.some(({ shown }) => shown.connections > 1)).toBe(true);
    await annotate(
      `${crowd.answered()} requests answered, ${crowd.told.size} confirmed, ${truth.seq} events, ${book.versions()} versions compared`,
    );
  });
});

function inTurn(nodes: readonly Node[], turn: number): Node {
  const node = nodes[turn % nodes.length];
  if (!node) throw new Error('there are no nodes');
  return node;
}

/** Asks every node for all public JSON, past nginx, and hears its ticks; nodes that are away are passed over. */
function watchNodes({ ports }: NodesBehindNginx) {
  const book = createAnswerBook(headers);
  let stopped = false;
  const sockets = ports.map((port) => {
    const socket = io(`http://127.0.0.1:${port}`, {
      transports: ['websocket'],
      forceNew: true,
      reconnectionDelayMax: 500,
      extraHeaders: headers,
    });
    for (const event of ['snapshot', 'tick'])
      socket.on(event, (told: unknown) => book.tick(port, told));
    // Sent away in order, it does not come back by itself.
    socket.on('disconnect', (reason) => {
      if (reason === 'io server disconnect') setTimeout(() => socket.connect(), 300);
    });
    return socket;
  });
  const reading = ports.map(async (port) => {
    while (!stopped) {
      const isUp = await rawHttp({ port, path: '/healthz' }).then(
        () => true,
        () => false,
      );
      for (const address of isUp ? ADDRESSES : []) await book.read(port, address).catch(passOver);
      await wait(20);
    }
  });
  const stop = async () => {
    stopped = true;
    await Promise.all(reading);
    for (const socket of sockets) socket.close();
  };
  onTestFinished(stop);
  return { ...book, stop };
}

/** A connection that broke says nothing; an answer that cannot be read is a fault. */
function passOver(error: unknown): void {
  if (!(error instanceof Error && 'code' in error)) throw error;
}

async function gather({ proxy, ports }: NodesBehindNginx) {
  const { body } = await rawHttp({ port: ports[0] ?? 0, path: '/api/v1/petition', headers });
  const crowd = startCrowd({
    port: proxy.port,
    host: HOST,
    keyring: createKeyring(Buffer.from(PRODUCTION_ENV.LANTERN_SECRET)),
    textHash: JSON.parse(body).textHash.en,
    signers: 8,
    readers: 4,
  });
  onTestFinished(crowd.stop);
  return crowd;
}

/** Writes public events, some every second, as publishing and milestones do. */
function keepTelling(pool: Pool) {
  let stopped = false;
  const telling = (async () => {
    const { rows } = await pool.query<{ id: string }>('SELECT id FROM editions WHERE is_current');
    for (let total = 1; !stopped; total += 1) {
      const events = [{ kind: 'milestone', total }] as const;
      await transaction(pool, (tx) =>
        appendEvents(tx, { editionId: rows[0]?.id ?? '', stream: 'public', events }),
      );
      await wait(40 + Math.random() * 80);
    }
  })();
  const stop = () => {
    stopped = true;
    return telling;
  };
  onTestFinished(stop);
  return { stop };
}

interface Truth {
  editionId: string;
  seq: number;
  total: number;
  version: number;
}

async function readTruth(pool: Pool): Promise<Truth> {
  const { rows } = await pool.query<Truth>(
    `SELECT edition_id AS "editionId", seq::int, total::int, version::int
     FROM stream_heads JOIN tally_heads USING (edition_id) JOIN editions e ON e.id = edition_id
     WHERE stream = 'public' AND e.is_current`,
  );
  const [truth] = rows;
  if (!truth) throw new Error('no current edition');
  return truth;
}

function shownBy({ store }: LivePage) {
  const { streams, version, total } = store.getState();
  return { seq: streams.public, version, total };
}

/** Every event once, in order, and never an older number. */
function expectWhole({ shown, from, store }: LivePage, last: number): void {
  const seqs = shown.events.map(({ seq }) => seq);
  const first = (from() ?? 0) + 1;
  expect(seqs).toEqual(Array.from({ length: last - first + 1 }, (_, index) => first + index));
  expect(shown.versions).toEqual(shown.versions.toSorted((a, b) => a - b));
  expect(store.getState().generation).toBe(0);
}

/** What people were told and the database does not know, or knows otherwise. */
async function promisesBroken(
  pool: Pool,
  { told, leaving }: Pick<Crowd, 'told' | 'leaving'>,
): Promise<string[]> {
  const { rows } = await pool.query<{ id: string; state: string; number: number; address: string }>(
    `SELECT id, state, number::int, encode(email_hash, 'hex') AS address FROM signatures`,
  );
  const stored = new Map(rows.map((row) => [row.id, row]));
  const broken = [...told].flatMap(([id, number]) => {
    const row = stored.get(id);
    if (row?.number !== number) return [`${id} was told ${number}, stored is ${row?.number}`];
    return row.state === 'confirmed' || leaving.has(id) ? [] : [`${id} is ${row.state}`];
  });
  const counted = rows.filter(({ state }) => state === 'confirmed');
  if (new Set(counted.map(({ address }) => address)).size !== counted.length)
    broken.push('an address counts twice');
  if (new Set(rows.map(({ number }) => number)).size !== rows.length)
    broken.push('a number was given twice');
  return broken;
}
