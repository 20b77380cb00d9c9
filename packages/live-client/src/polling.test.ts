import { expect, test } from 'vitest';
import {
  createHandClock,
  createHandServer,
  createHandSurroundings,
  EPOCH,
  milestone,
  OTHER_EPOCH,
  snapshotOf,
  tickOf,
} from '../test/hand-driven.ts';
import type { FetchedJson, FetchJson } from './environment.ts';
import { createLiveStore } from './live-store.ts';

const published = (seq: number) => {
  const { stream: _stream, ...event } = milestone(seq);
  return event;
};

/** A site whose WebSockets are blocked and whose cached JSON says what `count` and `feed` hold. */
async function openBlocked() {
  const hand = createHandClock();
  const server = createHandServer();
  const site = {
    asked: [] as { url: string; etag: string | null }[],
    count: tickOf(1),
    etag: 'W/"1"',
    ageMs: 0,
    feed: { epoch: EPOCH, seq: 3, events: [] as object[] },
  };
  const fetchJson: FetchJson = async (url, etag): Promise<FetchedJson> => {
    site.asked.push({ url, etag });
    if (url.includes('/feed'))
      return { status: 'ok', body: site.feed, etag: null, asOf: null, ageMs: 0 };
    const told = { asOf: site.count.asOf, ageMs: site.ageMs };
    if (etag === site.etag) return { status: 'unchanged', ...told };
    return { status: 'ok', body: site.count, etag: site.etag, ...told };
  };
  const store = createLiveStore({
    origin: 'https://lantern.example',
    edition: '2027',
    clock: hand.clock,
    surroundings: createHandSurroundings().surroundings,
    openSocket: server.openSocket,
    fetchJson,
    random: () => 0.5,
  });
  store.subscribe(() => undefined);
  await hand.pass(0);
  for (let failures = 0; failures < 3; failures += 1) {
    expect(store.getState().transport).toBe('none');
    server.last().says('connect_error', new Error('websocket error'));
    if (failures < 2) await hand.pass(4_000);
  }
  await hand.pass(0);
  return { ...hand, server, site, store };
}

const at = (version: number, seconds: number) =>
  tickOf(version, { asOf: new Date(Date.UTC(2027, 8, 24, 4, 0, seconds)).toISOString() });

test('after three refused connections the cached JSON is read, with its ETag', async () => {
  const { store, site, pass } = await openBlocked();
  expect(store.getState()).toMatchObject({ transport: 'polling', total: 10, status: 'fresh' });
  expect(site.asked.map(({ url }) => url)).toEqual([
    'https://lantern.example/api/v1/feed?after=0&edition=2027',
    'https://lantern.example/api/v1/count?edition=2027',
  ]);
  site.count = at(1, 5);
  await pass(6_000);
  expect(site.asked.at(-1)).toMatchObject({ etag: 'W/"1"' });
  expect(store.getState()).toMatchObject({ asOf: site.count.asOf, status: 'fresh' });
});

test('events come from the feed, in order and once', async () => {
  const { store, site, pass } = await openBlocked();
  expect(store.getState()).toMatchObject({ events: [], streams: { public: 3 } });
  site.feed = { epoch: EPOCH, seq: 5, events: [published(4), published(5)] };
  await pass(12_000);
  expect(store.getState().events.map(({ seq }) => seq)).toEqual([4, 5]);
  site.feed = { epoch: OTHER_EPOCH, seq: 2, events: [] };
  site.etag = 'W/"0"';
  site.count = tickOf(0);
  await pass(6_000);
  expect(store.getState()).toMatchObject({ version: 0, events: [], generation: 1 });
});

test('a cache that answers for an absent server does not look alive', async () => {
  const { store, site, pass } = await openBlocked();
  await pass(15_000);
  expect(site.asked.length).toBeGreaterThan(4);
  expect(store.getState().status).toBe('late');
  await pass(30_000);
  expect(store.getState().status).toBe('not-live');
  site.count = at(2, 9);
  site.etag = 'W/"2"';
  site.ageMs = 20_000;
  await pass(6_000);
  expect(store.getState()).toMatchObject({ total: 20, status: 'late' });
});

test('sockets are tried all the while, and polling ends when one works', async () => {
  const { store, server, site, pass } = await openBlocked();
  const before = server.sockets.length;
  for (let minute = 0; minute < 3 && server.sockets.length === before; minute += 1)
    await pass(60_000);
  server.last().says('snapshot', snapshotOf(9, 3));
  expect(store.getState()).toMatchObject({ transport: 'socket', total: 90, status: 'fresh' });
  const asked = site.asked.length;
  await pass(12_000);
  expect(site.asked).toHaveLength(asked);
});
