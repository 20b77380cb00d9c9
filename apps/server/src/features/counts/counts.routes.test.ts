import { randomUUIDv7 } from 'node:crypto';
import { openDatabase, transaction, type Database } from '@lantern/db/database';
import { createTestDatabase, type TestDatabase } from '@lantern/db/testing';
import {
  citiesJsonSchema,
  cityStatesJsonSchema,
  correctionsJsonSchema,
  countJsonSchema,
  countriesJsonSchema,
  historyJsonSchema,
  petitionJsonSchema,
} from '@lantern/schemas/public-json';
import Fastify, { type FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { asFault, answerPlainly } from '../../platform/http-fault.ts';
import { registerPetitionRoutes } from '../petition/petition.routes.ts';
import { createPetitionService } from '../petition/petition.service.ts';
import { createEditions } from '../petition/editions.ts';
import { readEditions } from '../petition/editions.repo.ts';
import { createCountsRepo } from './counts.repo.ts';
import { registerCountsRoutes } from './counts.routes.ts';
import { createCountsService } from './counts.service.ts';
import { applyTally } from './tally.repo.ts';

let scratch: TestDatabase;
let db: Database;
let app: FastifyInstance;
/** Moves on by hand, so that no answer grows old unasked. */
let now = 0;

beforeAll(async () => {
  scratch = await createTestDatabase();
  db = openDatabase({ url: scratch.url, max: 4 });
  const editions = createEditions({
    readEditions: () => readEditions(db.pool),
    showRehearsals: false,
  });
  const counts = createCountsService({
    repo: createCountsRepo(db.pool),
    editionFor: editions.editionFor,
    currentAtHand: editions.currentAtHand,
    monotonic: () => now,
  });
  const clock = { now: () => new Date('2026-11-20T12:00:00Z') };
  const petition = createPetitionService({
    database: db,
    editions,
    clock,
    newId: randomUUIDv7,
    readNumbers: counts.readTick,
    emailsOf: async () => new Map(),
  });
  app = Fastify();
  app.setErrorHandler((error, _request, reply) => answerPlainly(reply, asFault(error)));
  registerCountsRoutes(app, counts);
  registerPetitionRoutes(app, petition);
  await sign({ KR: 40, US: 25, JP: 12, MN: 3, FJ: 1 });
});

afterAll(async () => {
  await app.close();
  await db.close();
  await scratch.drop();
});

const currentId = async (): Promise<string> =>
  (await readEditions(db.pool)).find(({ isCurrent }) => isCurrent)?.id ?? '';

async function sign(countries: Record<string, number>): Promise<void> {
  const id = await currentId();
  const deltas = Object.entries(countries).flatMap(([country, count]) =>
    Array.from({ length: count }, () => ({
      country,
      citySlug: null,
      channel: 'online' as const,
      ref: null,
      net: 1 as const,
      numbered: true,
    })),
  );
  await transaction(db.pool, (tx) => applyTally(tx, { editionId: id, deltas }));
}

async function leave(...reasons: string[]): Promise<void> {
  const editionId = await currentId();
  const deltas = reasons.map((reason) => ({
    country: 'KR',
    citySlug: null,
    channel: 'online' as const,
    ref: null,
    net: -1 as const,
    numbered: false,
    fall: { reason },
  }));
  await transaction(db.pool, (tx) => applyTally(tx, { editionId, deltas }));
}

const get = (url: string, headers: Record<string, string> = {}) =>
  app.inject({ method: 'GET', url, headers });

describe('public JSON', () => {
  test('says what the contract says, every part at one version', async () => {
    const count = countJsonSchema.parse((await get('/api/v1/count')).json());
    expect(count).toMatchObject({ total: 81, version: 1, perMinute: 81 });
    const countries = countriesJsonSchema.parse((await get('/api/v1/countries')).json());
    expect(countries.countries).toEqual([
      { country: 'KR', total: 40 },
      { country: 'US', total: 25 },
      { country: 'ZZ', total: 16 },
    ]);
    const cities = citiesJsonSchema.parse((await get('/api/v1/cities')).json());
    expect(cities).toMatchObject({ total: 81, elsewhere: 81, version: 1 });
    for (const resolution of ['minute', 'hour', 'day']) {
      const answer = await get(`/api/v1/history?resolution=${resolution}`);
      const { before, points } = historyJsonSchema.parse(answer.json());
      expect(points.reduce((sum, { net }) => sum + net, before)).toBe(81);
    }
    const petition = petitionJsonSchema.parse((await get('/api/v1/petition')).json());
    expect(petition).toMatchObject({
      edition: '2027',
      total: 81,
      locales: ['en', 'ko', 'zh-Hans'],
    });
  });

  test('is cacheable, open for reading, and told apart by its tag', async () => {
    const first = await get('/api/v1/countries');
    expect(first.headers).toMatchObject({
      'access-control-allow-origin': '*',
      vary: 'Accept',
      'content-type': 'application/json; charset=utf-8',
    });
    expect(first.headers['cache-control']).toMatch(
      /s-maxage=\d+.*stale-while-revalidate.*stale-if-error/u,
    );
    const tag = String(first.headers.etag);
    const same = await get('/api/v1/countries', { 'if-none-match': tag });
    expect([same.statusCode, same.body]).toEqual([304, '']);
    expect(same.headers['lantern-as-of']).toBe(first.json().asOf);
    now += 2_000;
    const unchanged = await get('/api/v1/countries', { 'if-none-match': tag });
    expect(unchanged.statusCode).toBe(304);
    await sign({ KR: 1 });
    expect((await get('/api/v1/countries')).json().version).toBe(1);
    now += 2_000;
    const changed = await get('/api/v1/countries', { 'if-none-match': tag });
    expect(changed.statusCode).toBe(200);
    expect(changed.json()).toMatchObject({ total: 82, version: 2 });
  });

  test('says the same of the count whether it was read for the asker or at hand', async () => {
    now += 2_000;
    const whole = async (url: string, headers: Record<string, string> = {}) => {
      const { statusCode, body, headers: told } = await get(url, headers);
      return { statusCode, body, ...told, date: '' };
    };
    const read = await whole('/api/v1/count');
    expect(await whole('/api/v1/count')).toEqual(read);
    expect(await whole('/api/v1/count?edition=2027')).toEqual(read);
    const tag = String(read['etag']);
    const known = await whole('/api/v1/count', { 'if-none-match': `"x", ${tag}` });
    expect(known).toMatchObject({ statusCode: 304, body: '', etag: tag });
    const csv = await whole('/api/v1/count', { accept: 'text/csv' });
    expect(csv).toMatchObject({ 'content-type': 'text/csv; charset=utf-8' });
    expect(csv['etag']).not.toBe(tag);
    const head = await app.inject({ method: 'HEAD', url: '/api/v1/count' });
    expect(head.body).toBe('');
    expect(head.headers).toMatchObject({ etag: tag, 'content-length': `${read.body.length}` });
  });

  test('answers a preflight', async () => {
    const { statusCode, headers } = await app.inject({ method: 'OPTIONS', url: '/api/v1/count' });
    expect(statusCode).toBe(204);
    expect(headers['access-control-allow-methods']).toBe('GET, HEAD');
  });

  test('is a table where CSV is asked for', async () => {
    const answer = await get('/api/v1/countries', { accept: 'text/csv' });
    expect(answer.headers['content-type']).toBe('text/csv; charset=utf-8');
    const [head, ...rows] = answer.body.trim().split('\r\n');
    expect(head).toBe('country,total,version,asOf');
    expect(rows.map((row) => row.split(',').slice(0, 2).join(' '))).toContain('ZZ 16');
    for (const path of ['count', 'history?resolution=hour', 'cities', 'petition']) {
      const csv = await get(`/api/v1/${path}`, { accept: 'text/csv' });
      expect(csv.body.split('\r\n')[0]).toContain('version');
    }
  });

  test('is a file under an address of its own, which a cache may share', async () => {
    const file = await get('/api/v1/cities.csv?edition=2027');
    expect(file.headers['content-disposition']).toBe('attachment; filename="lantern-cities.csv"');
    expect(file.headers['cache-control']).toContain('public');
    expect(file.body).toMatch(/^\uFEFFslug,kind,country,/u);
    const known = await get('/api/v1/cities.csv', { 'if-none-match': String(file.headers.etag) });
    expect([known.statusCode, known.body]).toEqual([304, '']);
    expect((await get('/api/v1/cities.csv?edition=1999')).statusCode).toBe(404);
  });

  test('a city that staff hide is gone from every answer, and its signatures are elsewhere', async () => {
    const before = (await get('/api/v1/cities')).json();
    await db.pool.query(`UPDATE cities SET hidden_at = now() WHERE slug = $1`, [
      before.cities[0].slug,
    ]);
    now += 5_000;
    const after = (await get('/api/v1/cities')).json();
    expect(after.cities).toEqual(before.cities.slice(1));
    const { states } = cityStatesJsonSchema.parse((await get('/api/v1/city-states')).json());
    expect(Object.keys(states)).toEqual(after.cities.map(({ slug }: { slug: string }) => slug));
    await db.pool.query('UPDATE cities SET hidden_at = NULL');
    now += 5_000;
  });

  test.each([
    ['text/csv;q=0', 'application/json'],
    ['application/json;q=0.5, text/csv', 'text/csv'],
    ['application/json, text/csv;q=0.5', 'application/json'],
    ['TEXT/CSV, */*;q=0.1', 'text/csv'],
    ['text/html', 'application/json'],
  ])('of %j it makes %s', async (accept, type) => {
    const answer = await get('/api/v1/count', { accept });
    expect(answer.headers['content-type']).toBe(`${type}; charset=utf-8`);
  });

  test('knows an edition by its slug, and no other', async () => {
    expect((await get('/api/v1/count?edition=2027')).statusCode).toBe(200);
    const unknown = await get('/api/v1/count?edition=1999');
    expect([unknown.statusCode, unknown.json().code]).toEqual([404, 'edition-unknown']);
    expect(unknown.headers['access-control-allow-origin']).toBe('*');
    expect((await get('/api/v1/history?resolution=week')).statusCode).toBe(422);
  });

  test('keeps answering, with its true time, while the database is away', async () => {
    const { asOf } = (await get('/api/v1/count')).json();
    now += 5_000;
    const holder = await db.pool.connect();
    await holder.query('BEGIN; LOCK TABLE tally_heads IN ACCESS EXCLUSIVE MODE');
    const late = await get('/api/v1/count');
    expect([late.statusCode, late.json().asOf]).toEqual([200, asOf]);
    await holder.query('ROLLBACK');
    holder.release();
  });
});

describe('corrections', () => {
  test('tell per day how many fell and why, as JSON and as a table, with a tag', async () => {
    now += 2_000;
    const none = correctionsJsonSchema.parse((await get('/api/v1/corrections')).json());
    expect(none.days).toEqual([]);
    await leave('withdrawn', 'withdrawn', 'scripted');
    await db.pool.query(
      `INSERT INTO corrections (edition_id, day, reason, count) VALUES ($1, '2026-01-31', 'erased', 4)`,
      [await currentId()],
    );
    now += 2_000;
    const answer = await get('/api/v1/corrections?edition=2027');
    const told = correctionsJsonSchema.parse(answer.json());
    expect(told).toMatchObject({ total: none.total - 3, version: none.version + 1 });
    expect(told.days).toEqual([
      { day: '2026-01-31', total: 4, reasons: [{ reason: 'erased', count: 4 }], restored: 0 },
      {
        day: expect.any(String),
        total: 3,
        reasons: [
          { reason: 'scripted', count: 1 },
          { reason: 'withdrawn', count: 2 },
        ],
        restored: 0,
      },
    ]);
    const tag = String(answer.headers.etag);
    const same = await get('/api/v1/corrections', { 'if-none-match': tag });
    expect(same.statusCode).toBe(304);
    const csv = await get('/api/v1/corrections', { accept: 'text/csv' });
    const [head, first, ...rest] = csv.body.trim().split('\r\n');
    expect(head).toBe('day,reason,count,version,asOf');
    expect(first).toMatch(/^2026-01-31,erased,4,/u);
    expect(rest).toHaveLength(2);
    expect((await get('/api/v1/corrections?edition=1999')).statusCode).toBe(404);
  });
});
