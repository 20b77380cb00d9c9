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
import type { FetchJson } from './environment.ts';
import { createLiveStore, type LiveStoreOptions } from './live-store.ts';

const refused: FetchJson = () => Promise.reject(new Error('refused'));

async function open(change: Partial<LiveStoreOptions> = {}) {
  const hand = createHandClock();
  const tab = createHandSurroundings();
  const server = createHandServer();
  const store = createLiveStore({
    clock: hand.clock,
    surroundings: tab.surroundings,
    openSocket: server.openSocket,
    fetchJson: refused,
    random: () => 0.5,
    ...change,
  });
  const leave = store.subscribe(() => undefined);
  await hand.pass(0);
  return { ...hand, ...tab, server, store, leave };
}

const seqs = (events: readonly { seq: number }[]) => events.map(({ seq }) => seq);

test('shows what the server rendered, then the snapshot, then each newer tick', async () => {
  const { store, server, pass } = await open({ initial: tickOf(5) });
  expect(store.getState()).toMatchObject({ total: 50, status: 'connecting', transport: 'none' });
  server.last().says('snapshot', snapshotOf(6, 0));
  expect(store.getState()).toMatchObject({ total: 60, status: 'fresh', transport: 'socket' });
  await pass(1_000);
  server.last().says('tick', tickOf(7));
  expect(store.getState()).toMatchObject({ total: 70, version: 7 });
  expect(store.getInitialState()).toMatchObject({ total: 50, status: 'connecting' });
});

test('passes over an older version, which proves nothing about freshness', async () => {
  const { store, server, pass } = await open();
  server.last().says('snapshot', snapshotOf(9, 0));
  await pass(14_000);
  server.last().says('tick', tickOf(8));
  expect(store.getState()).toMatchObject({ total: 90, version: 9 });
  await pass(1_000);
  expect(store.getState().status).toBe('late');
});

test('passes over what is no message of ours', async () => {
  const { store, server } = await open();
  const socket = server.last();
  socket.says('snapshot', { protocol: 1 });
  expect(store.getState().transport).toBe('none');
  socket.says('snapshot', snapshotOf(3, 0));
  for (const odd of [null, 'x', {}, { ...tickOf(4), total: '40' }, { ...tickOf(4), version: -1 }])
    socket.says('tick', odd);
  expect(store.getState()).toMatchObject({ total: 30, version: 3 });
});

test('is late after 15 s of silence and not live after 45 s, since the last word', async () => {
  const { store, server, pass, clock } = await open();
  server.last().says('snapshot', snapshotOf(1, 0));
  const since = clock.now();
  await pass(14_999);
  expect(store.getState().status).toBe('fresh');
  await pass(1);
  expect(store.getState()).toMatchObject({ status: 'late', since });
  await pass(29_999);
  expect(store.getState().status).toBe('late');
  await pass(1);
  expect(store.getState()).toMatchObject({ status: 'not-live', since });
  server.last().says('snapshot', snapshotOf(2, 0));
  expect(store.getState()).toMatchObject({ status: 'fresh', since: clock.now() });
});

test('a page that never hears anything says so too', async () => {
  const { store, server, pass } = await open({ initial: tickOf(5) });
  await pass(15_000);
  expect(store.getState().status).toBe('late');
  await pass(30_000);
  expect(store.getState()).toMatchObject({ status: 'not-live', since: Date.parse(tickOf(5).asOf) });
  expect(server.sockets.length).toBeGreaterThan(1);
});

test('a wall clock set back makes nothing young; a machine that slept makes it old', async () => {
  const { store, server, pass, setWallClock, setHidden } = await open();
  server.last().says('snapshot', snapshotOf(1, 0));
  setWallClock(-3_600_000);
  await pass(15_000);
  expect(store.getState().status).toBe('late');
  await pass(2_000);
  server.last().says('snapshot', snapshotOf(2, 0));
  await pass(1_000);
  // The monotonic clock stood still while the machine slept.
  setHidden(true);
  await pass(5_000);
  setWallClock(3_600_000);
  setHidden(false);
  await pass(0);
  expect(store.getState().status).toBe('not-live');
});

test('a connection that says nothing is replaced by another', async () => {
  const { server, pass } = await open();
  server.last().says('snapshot', snapshotOf(1, 0));
  await pass(15_000);
  expect(server.sockets[0]?.closed).toBe(true);
  await pass(2_000);
  expect(server.sockets).toHaveLength(2);
});

test('shows events in order, each once, and asks for those it missed', async () => {
  const { store, server, pass } = await open();
  const socket = server.last();
  socket.says('snapshot', snapshotOf(1, 4));
  for (const seq of [5, 5, 4, 8, 7]) socket.says('event', milestone(seq));
  expect(seqs(store.getState().events)).toEqual([5]);
  expect(socket.syncs.map(({ request }) => request)).toEqual([
    { epoch: EPOCH, seq: 5, stream: 'public' },
  ]);
  socket.syncs[0]?.answer({ status: 'events', events: [milestone(6), milestone(7)], seq: 7 });
  await pass(0);
  expect(seqs(store.getState().events)).toEqual([5, 6, 7, 8]);
  expect(store.getState().streams.public).toBe(8);
});

test('an event of a kind it does not know counts, and is not shown', async () => {
  const { store, server } = await open();
  server.last().says('snapshot', snapshotOf(1, 0));
  server.last().says('event', { ...milestone(1), kind: 'of-tomorrow' });
  server.last().says('event', milestone(2));
  expect(seqs(store.getState().events)).toEqual([2]);
  expect(server.last().syncs).toHaveLength(0);
});

test('comes back with what it missed meanwhile, and never shows an older version', async () => {
  const { store, server, pass } = await open();
  server.last().says('snapshot', snapshotOf(5, 2));
  server.last().says('event', milestone(3));
  server.last().says('disconnect', 'transport close');
  expect(store.getState().transport).toBe('none');
  await pass(2_000);
  server.last().says('snapshot', snapshotOf(4, 5));
  expect(store.getState()).toMatchObject({ version: 5, transport: 'socket' });
  expect(server.last().syncs[0]?.request).toMatchObject({ seq: 3 });
  server
    .last()
    .syncs[0]?.answer({ status: 'events', events: [milestone(4), milestone(5)], seq: 5 });
  await pass(0);
  expect(seqs(store.getState().events)).toEqual([3, 4, 5]);
});

test('a refused sync is asked again; one that is not answered changes the connection', async () => {
  const { server, pass } = await open();
  server.last().says('snapshot', snapshotOf(1, 0));
  server.last().says('event', milestone(2));
  server.last().syncs[0]?.answer({ status: 'refused' });
  await pass(3_000);
  expect(server.last().syncs).toHaveLength(2);
  server.last().syncs[1]?.answer(null);
  await pass(0);
  expect(server.sockets[0]?.closed).toBe(true);
});

test('starts over when too much was missed, and when the history is another', async () => {
  const { store, server, pass } = await open();
  server.last().says('snapshot', snapshotOf(50, 1));
  server.last().says('event', milestone(2_000));
  server.last().syncs[0]?.answer({ status: 'start-over', epoch: EPOCH, seq: 2_000 });
  await pass(0);
  expect(store.getState()).toMatchObject({ events: [], generation: 1, version: 50 });
  expect(store.getState().streams.public).toBe(2_000);
  server.last().says('disconnect');
  await pass(2_000);
  // A restored backup: fewer signatures, an older version, and rightly so.
  server.last().says('snapshot', snapshotOf(40, 7, { epoch: OTHER_EPOCH }));
  expect(store.getState()).toMatchObject({ version: 40, total: 400, generation: 2 });
  expect(store.getState().streams.public).toBe(7);
});

test('comes back when it was told to, with jitter, and not sooner', async () => {
  const { server, pass } = await open();
  server.last().says('snapshot', snapshotOf(1, 0));
  server.last().says('closing', { reason: 'restart', retryAfterMs: 10_000 });
  server.last().says('disconnect', 'io server disconnect');
  await pass(14_999);
  expect(server.sockets).toHaveLength(1);
  await pass(1);
  expect(server.sockets).toHaveLength(2);
});

test('is silent while the tab is hidden, and catches up when it is shown', async () => {
  const { store, server, pass, setHidden, pendingTimers } = await open();
  server.last().says('snapshot', snapshotOf(1, 0));
  setHidden(true);
  await pass(4_999);
  expect(server.last().closed).toBe(false);
  await pass(1);
  expect(server.last().closed).toBe(true);
  await pass(600_000);
  expect(server.sockets).toHaveLength(1);
  expect(pendingTimers()).toBe(0);
  setHidden(false);
  await pass(0);
  expect(store.getState().status).toBe('not-live');
  expect(server.sockets).toHaveLength(2);
  server.last().says('snapshot', snapshotOf(2, 1));
  expect(store.getState().status).toBe('fresh');
  expect(server.last().syncs[0]?.request).toMatchObject({ seq: 0 });
});

test('a glance at another tab keeps the connection', async () => {
  const { server, pass, setHidden } = await open();
  server.last().says('snapshot', snapshotOf(1, 0));
  setHidden(true);
  await pass(3_000);
  setHidden(false);
  await pass(5_000);
  expect(server.sockets).toHaveLength(1);
  expect(server.last().closed).toBe(false);
});

test('the network coming back ends a long wait', async () => {
  const { server, pass, setOnline } = await open();
  server.last().says('snapshot', snapshotOf(1, 0));
  setOnline(false);
  expect(server.last().closed).toBe(true);
  setOnline(true);
  await pass(1_000);
  expect(server.sockets).toHaveLength(2);
});

test('a server that speaks a newer protocol: the page says reload, and lives on the JSON', async () => {
  const asked: string[] = [];
  const fetchJson: FetchJson = (url) => {
    asked.push(url);
    return refused(url, null);
  };
  const { store, server, pass } = await open({ fetchJson });
  server.last().says('snapshot', { protocol: 2, everything: 'else is different' });
  await pass(0);
  expect(store.getState()).toMatchObject({ reloadNeeded: true, transport: 'polling' });
  expect(server.last().closed).toBe(true);
  expect(asked).toEqual(['/api/v1/feed?after=0']);
});

test('everything ends when nobody listens any more', async () => {
  const { server, pass, leave, pendingTimers, store } = await open();
  server.last().says('snapshot', snapshotOf(1, 0));
  leave();
  const again = store.subscribe(() => undefined);
  await pass(2_000);
  expect(server.last().closed).toBe(false);
  again();
  await pass(1_000);
  expect(server.last().closed).toBe(true);
  expect(pendingTimers()).toBe(0);
});

test('a screen that follows the current edition starts over when another is', async () => {
  const { store, server, pass } = await open();
  server.last().says('snapshot', snapshotOf(50, 3));
  server.last().says('event', milestone(4));
  server.last().says('disconnect', 'transport close');
  await pass(10_000);
  server.last().says('snapshot', { ...snapshotOf(2, 1), edition: '2028', current: true });
  expect(store.getState()).toMatchObject({ edition: '2028', total: 20, version: 2, events: [] });
  expect(store.getState().streams.public).toBe(1);
});

test('a screen of one edition learns that another is current, from its stream or on arrival', async () => {
  const { store, server, pass } = await open({ edition: '2027' });
  server.last().says('snapshot', { ...snapshotOf(5, 0), current: true });
  expect(store.getState().isLeft).toBe(false);
  server.last().says('event', { ...milestone(1), kind: 'edition-left', edition: '2028' });
  expect(store.getState()).toMatchObject({ isLeft: true, total: 50, version: 5 });
  server.last().says('disconnect', 'transport close');
  await pass(10_000);
  server.last().says('snapshot', { ...snapshotOf(5, 1), current: true });
  expect(store.getState().isLeft).toBe(false);
  server.last().says('disconnect', 'transport close');
  await pass(10_000);
  server.last().says('snapshot', { ...snapshotOf(5, 1), current: false });
  expect(store.getState().isLeft).toBe(true);
});
