import { openDatabase, transaction, type Database } from '@lantern/db/database';
import { createTestDatabase, type TestDatabase } from '@lantern/db/testing';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { appendEvents, EVENTS_CHANNEL, readEvents } from './events.ts';

let scratch: TestDatabase;
let db: Database;
let editionId: string;

beforeAll(async () => {
  scratch = await createTestDatabase();
  db = openDatabase({ url: scratch.url, max: 12 });
  const { rows } = await db.pool.query<{ id: string }>('SELECT id FROM editions WHERE is_current');
  editionId = rows[0]?.id ?? '';
});
afterAll(async () => {
  await db.close();
  await scratch.drop();
});
beforeEach(() => db.pool.query('TRUNCATE events, stream_heads'));

const milestones = (...totals: number[]) =>
  totals.map((total) => ({ kind: 'milestone', total }) as const);
const publicAfter = (after: number, limit = 10_000) =>
  readEvents(db.pool, { editionId, stream: 'public', after, limit });

class Withdrawn extends Error {}

test('numbers are gapless under writers at once, some of which roll back', async () => {
  const writers = Array.from({ length: 120 }, async (_, index) => {
    const work = transaction(db.pool, async (tx) => {
      await tx.query('SELECT pg_sleep($1)', [(index % 7) / 500]);
      const events = milestones(...Array.from({ length: (index % 3) + 1 }, () => index + 1));
      await appendEvents(tx, { editionId, stream: 'public', events });
      if (index % 4 === 0) throw new Withdrawn();
    });
    await work.catch((error: unknown) => {
      if (!(error instanceof Withdrawn)) throw error;
    });
  });
  // A reader meanwhile never sees a number whose forerunner is still to come.
  let seen = 0;
  let reading = true;
  const reader = (async () => {
    while (reading) {
      for (const { seq } of await publicAfter(seen)) {
        expect(seq).toBe(seen + 1);
        seen = seq;
      }
    }
  })();
  await Promise.all(writers);
  reading = false;
  await reader;
  const events = await publicAfter(0);
  const kept = Array.from({ length: 120 }, (_, index) => index).filter((index) => index % 4 !== 0);
  expect(events).toHaveLength(kept.reduce((sum, index) => sum + (index % 3) + 1, 0));
  expect(events.map(({ seq }) => seq)).toEqual(events.map((_, index) => index + 1));
  const times = events.map(({ at }) => Date.parse(at));
  expect(times).toEqual(times.toSorted((a, b) => a - b));
});

test('streams and their numbers are apart', async () => {
  const accountId = 'someone';
  await transaction(db.pool, async (tx) => {
    await appendEvents(tx, { editionId, stream: 'public', events: milestones(1, 2) });
    const events = [{ kind: 'account-frozen', accountId }] as const;
    expect(await appendEvents(tx, { editionId, stream: 'staff', events })).toBe(1);
  });
  expect(await publicAfter(1)).toEqual([
    { stream: 'public', kind: 'milestone', total: 2, seq: 2, at: expect.stringMatching(/Z$/u) },
  ]);
  const staff = await readEvents(db.pool, { editionId, stream: 'staff', after: 0, limit: 9 });
  expect(staff).toMatchObject([{ stream: 'staff', kind: 'account-frozen', accountId, seq: 1 }]);
});

test('an event that breaks its schema is not written, and nothing unnamed is kept', async () => {
  const append = (event: object) =>
    transaction(db.pool, (tx) =>
      // What a careless caller could hand over in spite of the types.
      appendEvents(tx, { editionId, stream: 'public', events: [event as never] }),
    );
  await expect(append({ kind: 'milestone', total: -1 })).rejects.toThrow();
  await expect(append({ kind: 'account-frozen', accountId: 'x' })).rejects.toThrow();
  await append({ kind: 'milestone', total: 5, email: 'canary@example.org' });
  const { rows } = await db.pool.query<{ payload: object }>('SELECT payload FROM events');
  expect(rows).toEqual([{ payload: { total: 5 } }]);
});

test('a notice names stream and seq only, and comes when the transaction commits', async () => {
  const listener = new pg.Client(scratch.url);
  await listener.connect();
  await listener.query(`LISTEN ${EVENTS_CHANNEL}`);
  const notice = new Promise((resolve) => listener.once('notification', resolve));
  await transaction(db.pool, (tx) =>
    appendEvents(tx, { editionId, stream: 'public', events: milestones(7, 8) }),
  );
  const payload = JSON.stringify({ editionId, stream: 'public', seq: 2 });
  const { payload: told } = (await notice) as pg.Notification;
  expect(JSON.parse(told ?? '')).toEqual(JSON.parse(payload));
  await listener.end();
});

test('a stream that stays locked is unavailable, not a request that hangs', async () => {
  const append = () =>
    transaction(db.pool, (tx) =>
      appendEvents(tx, { editionId, stream: 'public', events: milestones(1) }),
    );
  await transaction(db.pool, async (tx) => {
    await appendEvents(tx, { editionId, stream: 'public', events: milestones(1) });
    await expect(append()).rejects.toMatchObject({ code: 'unavailable' });
  });
  expect(await append()).toBe(2);
});

test('streams are locked in one order, so that no two transactions wait for each other', async () => {
  const wrong = transaction(db.pool, async (tx) => {
    await appendEvents(tx, { editionId, stream: 'city:seoul', events: [{ kind: 'plan-changed' }] });
    await appendEvents(tx, {
      editionId,
      stream: 'day',
      events: [{ kind: 'city-plan', city: 'seoul' }],
    });
  });
  await expect(wrong).rejects.toThrow('is locked after');
  // Another transaction on the same connection begins anew.
  await transaction(db.pool, (tx) =>
    appendEvents(tx, { editionId, stream: 'day', events: [{ kind: 'city-plan', city: 'seoul' }] }),
  );
});
