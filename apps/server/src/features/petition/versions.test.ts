import { createHash, randomUUIDv7 } from 'node:crypto';
import { openDatabase, type Database } from '@lantern/db/database';
import { createTestDatabase, type TestDatabase } from '@lantern/db/testing';
import { petitionVersionSchema, petitionVersionsSchema } from '@lantern/schemas/petition';
import Fastify, { type FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { signedIn } from '../../../test/principal.ts';
import { answerPlainly, asFault } from '../../platform/http-fault.ts';
import { createCallerFactory, type Principal } from '../../platform/trpc.ts';
import { readEditions } from './editions.repo.ts';
import { createEditions } from './editions.ts';
import { createPetitionRouter } from './petition.router.ts';
import { registerPetitionRoutes } from './petition.routes.ts';
import { createPetitionService, type PetitionService } from './petition.service.ts';

let scratch: TestDatabase;
let db: Database;
let app: FastifyInstance;
let service: PetitionService;
let now = new Date('2026-11-20T12:00:00Z');
const admin = signedIn('admin');

beforeAll(async () => {
  scratch = await createTestDatabase();
  db = openDatabase({ url: scratch.url, max: 4 });
  service = createPetitionService({
    database: db,
    editions: createEditions({
      readEditions: () => readEditions(db.pool),
      showRehearsals: false,
    }),
    clock: { now: () => now },
    newId: randomUUIDv7,
    readNumbers: async () => ({ total: 0, version: 0, asOf: '2026-11-20T12:00:00.000Z' }),
    emailsOf: async () => new Map(),
  });
  app = Fastify();
  app.setErrorHandler((error, _request, reply) => answerPlainly(reply, asFault(error)));
  registerPetitionRoutes(app, service);
});
afterAll(async () => {
  await app.close();
  await db.close();
  await scratch.drop();
});

const callerAs = (principal: Principal | null) =>
  createCallerFactory(createPetitionRouter(service))({
    requestId: 'r',
    principal,
    networkHash: Buffer.alloc(0),
  });

// "é" as two code points: what is stored and hashed is one.
const words = { title: 'Neu', addressee: 'To him', body: 'Cafe\u0301.\n\n“Two.”' };

async function draft(locale: 'en' | 'ko') {
  return callerAs(admin).draft({ commandId: randomUUIDv7(), locale, ...words });
}

test('a version stays readable after the next, with when it was in force; drafts are unknown', async () => {
  const anyone = callerAs(null);
  now = new Date('2026-12-01T09:00:00Z');
  const { id, hash } = await draft('en');
  await callerAs(admin).approve({ commandId: randomUUIDv7(), textId: id, hash });
  await draft('en');
  const { versions } = petitionVersionsSchema.parse(await anyone.versions({}));
  const english = versions.filter(({ locale }) => locale === 'en');
  expect(english).toMatchObject([
    { version: 2, hash, from: '2026-12-01T09:00:00.000Z', until: null },
    { version: 1, until: '2026-12-01T09:00:00.000Z' },
  ]);
  expect(versions.filter(({ locale }) => locale !== 'en')).toMatchObject([
    { locale: 'ko', version: 1, until: null },
    { locale: 'zh-Hans', version: 1, until: null },
  ]);
  const first = petitionVersionSchema.parse(await anyone.version({ locale: 'en', version: 1 }));
  expect(first).toMatchObject(english[1] ?? {});
  expect(first.body).toContain('1982');
  for (const version of [3, 4])
    await expect(anyone.version({ locale: 'en', version })).rejects.toMatchObject({
      cause: { code: 'not-found' },
    });
});

test('the plain text of every version is what its hash is of', async () => {
  const { versions } = await callerAs(null).versions({});
  expect(versions.length).toBeGreaterThan(3);
  for (const { locale, version, hash } of versions) {
    const url = `/${locale}/petition/versions/${version}.txt`;
    const answer = await app.inject({ method: 'GET', url: `${url}?edition=2027` });
    expect(answer.headers).toMatchObject({
      'content-type': 'text/plain; charset=utf-8',
      etag: `"${hash}"`,
      'cache-control': 'public, max-age=60, stale-if-error=86400',
    });
    expect(createHash('sha256').update(answer.rawPayload).digest('hex')).toBe(hash);
  }
});

test.each(['3.txt', '0.txt', '1.txt?edition=1999', '1.txt.txt'])(
  'there is no plain text at %s',
  async (file) => {
    const answer = await app.inject({ method: 'GET', url: `/en/petition/versions/${file}` });
    expect(answer.statusCode).toBeGreaterThanOrEqual(400);
    expect(answer.body).not.toContain('Neu');
  },
);
