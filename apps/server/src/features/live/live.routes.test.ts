import { createLiveStore } from '@lantern/live-client/live-store';
import { feedJsonSchema } from '@lantern/schemas/live';
import Fastify, { type FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  count,
  openStage,
  tellCity,
  tellPublic,
  tellStaff,
  type Stage,
} from '../../../test/live-nodes.ts';
import { createCountsRepo } from '../counts/counts.repo.ts';
import { registerCountsRoutes } from '../counts/counts.routes.ts';
import { createCountsService } from '../counts/counts.service.ts';
import { createLiveRepo } from './live.repo.ts';
import { registerLiveRoutes } from './live.routes.ts';
import { createPublicDay } from './public-day.service.ts';

let stage: Stage;
let app: FastifyInstance;
let origin: string;

/** A site whose network lets no WebSocket through: only the cached JSON answers. */
beforeAll(async () => {
  stage = await openStage();
  const editionFor = async () => stage.edition;
  app = Fastify();
  registerLiveRoutes(app, { repo: createLiveRepo(stage.db.pool), editionFor });
  const repo = createCountsRepo(stage.db.pool);
  const currentAtHand = () => stage.edition;
  registerCountsRoutes(app, createCountsService({ repo, editionFor, currentAtHand }));
  origin = await app.listen({ port: 0, host: '127.0.0.1' });
});
afterAll(async () => {
  await app.close();
  await stage.close();
});

test('the feed tells the public stream without gaps, and nothing of the others', async () => {
  await tellStaff(stage, 'canary-account');
  for (const total of [10, 20, 30]) await tellPublic(stage, total);
  const response = await fetch(`${origin}/api/v1/feed?after=1`);
  const text = await response.text();
  const feed = feedJsonSchema.parse(JSON.parse(text));
  expect(feed.seq).toBe(3);
  expect(feed.events).toMatchObject([
    { seq: 2, kind: 'milestone', total: 20 },
    { seq: 3, kind: 'milestone', total: 30 },
  ]);
  expect(text).not.toContain('canary-account');
  expect(response.headers.get('access-control-allow-origin')).toBe('*');
  const again = await fetch(`${origin}/api/v1/feed?after=1`, {
    headers: { 'if-none-match': response.headers.get('etag') ?? '' },
  });
  expect(again.status).toBe(304);
});

test('a page of the day starts from the newest events, oldest first', async () => {
  const { edition, db } = stage;
  const repo = createLiveRepo(db.pool);
  const dayOf = { ...edition, date: '2027-09-24', dayClock: null };
  const day = await createPublicDay({ repo, editionFor: async () => dayOf }).read(undefined);
  expect(day).toMatchObject({ seq: 3, date: '2027-09-24', dayClock: null });
  expect(day.events.map(({ seq }) => seq)).toEqual([1, 2, 3]);
  expect((await repo.readNewest(edition.id, 2)).events.map(({ seq }) => seq)).toEqual([2, 3]);
});

test('of a city that staff hide nothing is told any more, and its numbers stay', async () => {
  const { edition, db } = stage;
  const repo = createLiveRepo(db.pool);
  await tellCity(stage, 'city-there', 'seoul');
  await tellCity(stage, 'city-changed', 'seoul');
  const hide = (at: string | null) =>
    db.pool.query(`UPDATE cities SET hidden_at = $1 WHERE slug = 'seoul'`, [at]);
  const kinds = async () => (await repo.readNewest(edition.id, 2)).events.map(({ kind }) => kind);
  expect(await kinds()).toEqual(['city-there', 'city-changed']);
  await hide('2027-09-24T12:00:00Z');
  const read = { editionId: edition.id, after: 3, limit: 10 };
  const [withheld] = (await repo.readFeed(read)).events;
  expect(withheld).toEqual({ seq: 4, at: withheld?.at, kind: 'withheld' });
  const [live] = await repo.readEvents({ ...read, stream: 'public' });
  expect(live).toEqual({ ...withheld, stream: 'public' });
  await hide(null);
  expect(await kinds()).toEqual(['city-there', 'city-changed']);
});

test('the feed is a table for those who ask for one', async () => {
  const response = await fetch(`${origin}/api/v1/feed?after=2`, {
    headers: { accept: 'text/csv' },
  });
  const [head, line] = (await response.text()).split('\r\n');
  expect(head).toBe('seq,at,kind,locale,version,total,city,outcome,corrected');
  expect(line).toMatch(/^3,.+Z,milestone,,,30,,,$/u);
});

test(
  'where sockets are refused the page follows the cached JSON',
  { timeout: 60_000 },
  async () => {
    await count(stage, 4);
    // Quick to give up and quick to ask: what is shown here is the way, not its pace.
    const store = createLiveStore({ origin, random: () => 0 });
    const looks = new Set<() => void>();
    const leave = store.subscribe(() => {
      for (const look of looks) look();
    });
    const shows = (holds: () => boolean) => {
      const { promise, resolve } = Promise.withResolvers<void>();
      const look = () => holds() && resolve();
      looks.add(look);
      look();
      return promise;
    };
    await shows(() => store.getState().transport === 'polling' && store.getState().total === 4);
    expect(store.getState().status).toBe('fresh');
    await count(stage, 1);
    const seq = await tellPublic(stage, 40);
    await shows(() => store.getState().total === 5 && store.getState().streams.public === seq);
    expect(store.getState().events.map((event) => event.seq)).toEqual([seq]);
    leave();
  },
);
