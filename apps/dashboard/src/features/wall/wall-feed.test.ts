import type { LiveClock } from '@lantern/live-client/environment';
import type { LiveState } from '@lantern/live-client/live-state';
import { createLiveStore, type LiveStore } from '@lantern/live-client/live-store';
import type { Wall } from '@lantern/schemas/wall';
import { beforeEach, expect, test } from 'vitest';
import type { Fault } from '../../shared/api/fault.ts';
import { createWallFeed, type WallFeed } from './wall-feed.ts';

const EPOCH = '01890000-0000-7000-8000-000000000000';
const START = Date.parse('2027-09-24T12:00:00Z');

/** A clock whose hours pass at once; what was due on the way happens in order. */
function handClock() {
  let now = START;
  let timers: { at: number; run: () => void }[] = [];
  const clock: LiveClock = {
    now: () => now,
    monotonic: () => now,
    after: (ms, run) => {
      const timer = { at: now + ms, run };
      timers.push(timer);
      return () => {
        timers = timers.filter((other) => other !== timer);
      };
    },
  };
  const pass = async (ms: number) => {
    const end = now + ms;
    for (;;) {
      await settle();
      const [next] = timers.filter(({ at }) => at <= end).toSorted((a, b) => a.at - b.at);
      if (!next) break;
      timers = timers.filter((other) => other !== next);
      now = next.at;
      next.run();
    }
    now = end;
    await settle();
  };
  return { clock, pass };
}

/** Lets promises that are already decided be heard. */
const settle = async () => {
  for (let n = 0; n < 5; n += 1) await Promise.resolve();
};

const wallAt = (seq: number, asOf: number): Wall => ({
  edition: { slug: '2027', kind: 'real', date: '2027-09-24', clock: null },
  viewer: 'acts',
  build: 'b',
  epoch: EPOCH,
  seq,
  asOf: new Date(asOf).toISOString(),
  number: { total: 1, version: 1, perMinute: 0, lastHour: [] },
  cities: [],
  alarms: [],
  events: [],
});

const first = createLiveStore().getInitialState();
let time: ReturnType<typeof handClock>;
let asked: number[];
let answer: (after: number) => Promise<Wall>;
let tell: (change: Partial<LiveState>) => void;
let links: number;
let feed: WallFeed;

beforeEach(() => {
  time = handClock();
  asked = [];
  links = 0;
  answer = async (after) => wallAt(Math.max(1, after), time.clock.now());
  feed = createWallFeed({
    read: (after) => {
      asked.push(after);
      return answer(after);
    },
    faultOf: (error) => String(error) as Fault,
    openLive: (): LiveStore => {
      let state = first;
      const told = new Set<() => void>();
      tell = (change) => {
        state = { ...state, epoch: EPOCH, edition: '2027', ...change };
        for (const run of told) run();
      };
      return {
        getState: () => state,
        getInitialState: () => first,
        subscribe: (run) => {
          links += 1;
          told.add(run);
          return () => {
            links -= 1;
            told.delete(run);
          };
        },
      };
    },
    clock: time.clock,
  });
});

test('an event is on the wall within a second, and a burst of them costs few readings', async () => {
  feed.subscribe(() => undefined);
  await time.pass(1_000);
  expect(asked).toEqual([0]);
  for (let seq = 2; seq <= 200; seq += 1) tell({ streams: { day: seq } });
  await time.pass(1_000);
  expect(feed.getState().wall?.seq).toBe(200);
  expect(asked.length).toBeLessThanOrEqual(4);
});

test('an answer that does not know the event yet is not the last', async () => {
  feed.subscribe(() => undefined);
  await time.pass(1_000);
  answer = async () => wallAt(asked.length < 4 ? 1 : 7, time.clock.now());
  tell({ streams: { day: 7 } });
  await time.pass(2_000);
  expect(feed.getState().wall?.seq).toBe(7);
});

test('without an event it is read every five seconds; after 15 s without word it is late, after 45 not live', async () => {
  feed.subscribe(() => undefined);
  await time.pass(21_000);
  expect(asked).toHaveLength(5);
  expect(feed.getState().dayStatus).toBe('fresh');
  answer = () => Promise.reject(new Error('offline'));
  await time.pass(16_000);
  expect(feed.getState()).toMatchObject({ dayStatus: 'late' });
  expect(feed.getState().wall).not.toBeNull();
  await time.pass(30_000);
  expect(feed.getState().dayStatus).toBe('not-live');
  answer = async (after) => wallAt(Math.max(3, after), time.clock.now());
  await time.pass(5_000);
  expect(feed.getState()).toMatchObject({ dayStatus: 'fresh', fault: null });
});

test('the same answer over and over is no news, and one that never comes is a fault', async () => {
  feed.subscribe(() => undefined);
  await time.pass(1_000);
  const old = time.clock.now();
  answer = async () => wallAt(1, old);
  await time.pass(50_000);
  expect(feed.getState().dayStatus).toBe('not-live');
  answer = () => new Promise(() => undefined);
  await time.pass(20_000);
  expect(feed.getState().fault).not.toBeNull();
});

test('another edition in its place starts anew, and is not asked for what the first one told', async () => {
  feed.subscribe(() => undefined);
  await time.pass(1_000);
  tell({ streams: { day: 90 } });
  await time.pass(1_000);
  answer = async () => ({
    ...wallAt(3, time.clock.now()),
    edition: { slug: 'rehearsal', kind: 'rehearsal', date: '2027-09-24', clock: null },
  });
  await time.pass(6_000);
  const before = asked.length;
  await time.pass(10_000);
  expect(feed.getState().wall?.edition.slug).toBe('rehearsal');
  expect(asked.slice(before)).toEqual([0, 0]);
  expect(links).toBe(1);
});

test('whoever is shut out keeps nothing on the screen, and no connection', async () => {
  feed.subscribe(() => undefined);
  await time.pass(1_000);
  expect(links).toBe(1);
  answer = () => Promise.reject('not-signed-in');
  tell({ transport: 'socket' });
  await time.pass(1_000);
  expect(feed.getState()).toMatchObject({ wall: null, fault: 'not-signed-in', live: null });
  expect(links).toBe(0);
});

test('nobody looks: nothing is asked', async () => {
  const leave = feed.subscribe(() => undefined);
  await time.pass(1_000);
  leave();
  await time.pass(60_000);
  expect(asked).toHaveLength(1);
  expect(links).toBe(0);
});
