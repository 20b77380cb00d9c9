import { HEARTBEAT_MS } from '@lantern/schemas/live';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { acceptTick, createEditionFeed, missedSince, remember, stateOf } from './edition-feed.ts';
import { cadenceFor, startTicking } from './tick-loop.ts';

test('one tick a second up to 20,000 sockets, slower beyond, never slower than the heartbeat', () => {
  expect([0, 1, 10_000, 20_000].map(cadenceFor)).toEqual([1_000, 1_000, 1_000, 1_000]);
  expect(cadenceFor(40_000)).toBe(2_000);
  expect([100_000, 1_000_000].map(cadenceFor)).toEqual([HEARTBEAT_MS, HEARTBEAT_MS]);
});

const tickOf = (version: number, asOf: string) => ({ total: version, version, perMinute: 0, asOf });

test('numbers that are older, or read no later, are not taken for news', () => {
  const feed = createEditionFeed({ id: 'one', slug: '2027' });
  expect(acceptTick(feed, tickOf(5, '2027-09-24T00:00:05.000Z'))).toBe(true);
  expect(acceptTick(feed, tickOf(4, '2027-09-24T00:00:06.000Z'))).toBe(false);
  expect(acceptTick(feed, tickOf(5, '2027-09-24T00:00:05.000Z'))).toBe(false);
  expect(acceptTick(feed, tickOf(5, '2027-09-24T00:00:06.000Z'))).toBe(true);
  expect(acceptTick(feed, tickOf(6, '2027-09-24T00:00:01.000Z'))).toBe(true);
  expect(feed.tick?.version).toBe(6);
});

test('a node remembers a thousand events of a stream, and refuses one with a gap', () => {
  const state = stateOf(createEditionFeed({ id: 'one', slug: '2027' }), 'public');
  const eventOf = (seq: number) =>
    ({
      stream: 'public',
      seq,
      at: '2027-09-24T00:00:00.000Z',
      kind: 'milestone',
      total: 1,
    }) as const;
  remember(
    state,
    Array.from({ length: 1_500 }, (_, index) => eventOf(index + 1)),
  );
  expect(() => remember(state, [eventOf(1_502)])).toThrow('1502 follows 1500');
  expect(missedSince(state, 499, 'epoch')).toMatchObject({ status: 'start-over' });
  expect(missedSince(state, 500, 'epoch')).toMatchObject({ seq: 1_500 });
  expect(missedSince(state, 1_499, 'epoch')).toMatchObject({ events: [{ seq: 1_500 }] });
  expect(missedSince(state, 1_600, 'epoch')).toMatchObject({ events: [], seq: 1_500 });
});

test('two ticks are a second apart, also when the numbers came late the first time', async () => {
  const feed = createEditionFeed({ id: 'one', slug: '2027' });
  const toldAt: number[] = [];
  const { promise: third, resolve } = Promise.withResolvers<void>();
  let version = 0;
  const loop = startTicking({
    watched: () => [feed],
    sockets: () => 1,
    readTick: async () => {
      version += 1;
      // Every other read is slow.
      await wait(version % 2 === 1 ? 300 : 0);
      return tickOf(version, new Date(version).toISOString());
    },
    emit: async () => {
      if (toldAt.push(performance.now()) === 3) resolve();
    },
    onError: (error) => {
      throw error;
    },
    monotonic: () => performance.now(),
  });
  await third;
  loop.stop();
  const gaps = toldAt.slice(1).map((at, index) => at - (toldAt[index] ?? 0));
  // A timer may fire a millisecond early.
  expect(Math.min(...gaps)).toBeGreaterThanOrEqual(998);
});
