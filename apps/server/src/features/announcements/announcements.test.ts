import { randomUUIDv7 } from 'node:crypto';
import { openDatabase, type Database } from '@lantern/db/database';
import { createTestDatabase, type TestDatabase } from '@lantern/db/testing';
import type { Role } from '@lantern/schemas/role';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { signedIn } from '../../../test/principal.ts';
import { createKeyring } from '../../platform/keyring.ts';
import { createCallerFactory } from '../../platform/trpc.ts';
import { createAnnouncementsRouter } from './announcements.router.ts';
import { createAnnouncementsService } from './announcements.service.ts';

let scratch: TestDatabase;
let db: Database;
let editionId: string;
const reached: string[][] = [];
const raised: { city: string; kind: string }[] = [];

beforeAll(async () => {
  scratch = await createTestDatabase();
  db = openDatabase({ url: scratch.url, max: 6 });
  editionId = (await db.pool.query('SELECT id FROM editions WHERE is_current')).rows[0].id;
  await db.pool.query(
    `INSERT INTO cities (edition_id, slug, kind) SELECT $1, slug, 'delivery'
     FROM unnest('{london,berlin,seoul}'::text[]) slug ON CONFLICT DO NOTHING`,
    [editionId],
  );
  await db.pool.query(
    `INSERT INTO users (id, name, email, role, updated_at)
     SELECT id, id, id || '@example.org', role, now() FROM (VALUES ('co-london', 'coordinator'),
       ('de-london', 'deputy'), ('co-berlin', 'coordinator'), ('co-seoul', 'coordinator'), ('lead', 'region-lead'),
       ('ada', 'admin'), ('was-london', 'observer')) u (id, role)`,
  );
  await db.pool.query(
    `INSERT INTO assignments (id, edition_id, account_id, role, city_slug, region, created_at, created_by)
     SELECT gen_random_uuid(), $1, id, role, city, region, now(), 'test' FROM (VALUES
       ('co-london', 'coordinator', 'london', NULL), ('de-london', 'deputy', 'london', NULL),
       ('co-berlin', 'coordinator', 'berlin', NULL), ('co-seoul', 'coordinator', 'seoul', NULL),
       ('was-london', 'deputy', 'london', NULL), ('lead', 'region-lead', NULL, 'europe')) a (id, role, city, region)`,
    [editionId],
  );
});
afterAll(async () => {
  await db.close();
  await scratch.drop();
});
beforeEach(async () => {
  reached.length = 0;
  raised.length = 0;
  await db.pool.query('TRUNCATE announcements CASCADE');
});

const service = () =>
  createAnnouncementsService({
    pool: db.pool,
    keyring: createKeyring(Buffer.alloc(32, 7)),
    clock: { now: () => new Date('2027-09-24T10:00:00Z') },
    newId: randomUUIDv7,
    editionFor: async () => ({ id: editionId, slug: '2027', kind: 'real', dayClock: null }),
    reach: async (_tx, _edition, { accountIds }) => void reached.push([...accountIds]),
    raise: async (_tx, { city, kind }) => void raised.push({ city, kind }),
  });
const as = (accountId: string, role: Role) =>
  createCallerFactory(createAnnouncementsRouter(service()))({
    requestId: 'r',
    principal: signedIn(role, { accountId }),
    networkHash: Buffer.alloc(32),
  });
const ada = () => as('ada', 'admin');
const lead = () => as('lead', 'region-lead');
const EUROPE = { audience: 'region', target: 'europe' } as const;
const words = (more: object = {}) => ({
  commandId: randomUUIDv7(),
  ...EUROPE,
  text: 'Please leave the square now.',
  locale: 'en' as const,
  asksReply: true,
  ...more,
});
const codeOf = (call: Promise<unknown>) =>
  call.then(
    () => 'done',
    ({ cause }: { cause: { code: string } }) => cause.code,
  );

test('reaches whom it says, once each, and shows what became of it', async () => {
  expect(await ada().preview(EUROPE)).toEqual({ people: 4, cities: 2 });
  const sent = words();
  const [first, again] = await Promise.all([ada().send(sent), ada().send(sent)]);
  expect(again).toEqual(first);
  expect(reached.map((ids) => ids.toSorted())).toEqual([
    ['co-berlin', 'co-london', 'de-london', 'lead'],
  ]);
  const { id } = first;
  const [mine] = await as('co-london', 'coordinator').mine({});
  expect(mine).toMatchObject({ id, text: 'Please leave the square now.', readAt: null });
  expect(await as('co-seoul', 'coordinator').mine({})).toEqual([]);
  const mark = () => ({ commandId: randomUUIDv7(), id });
  await as('co-london', 'coordinator').read(mark());
  await as('de-london', 'deputy').reply({ ...mark(), reply: 'safe' });
  const help = { ...mark(), reply: 'need-help' as const };
  await as('co-berlin', 'coordinator').reply(help);
  await as('co-berlin', 'coordinator').reply(help);
  expect(raised).toEqual([{ city: 'berlin', kind: 'help' }]);
  expect((await ada().list({})).sent[0]).toMatchObject({
    reached: 4,
    read: 3,
    safe: 1,
    needHelp: 1,
  });
  const silent = (await lead().receipts({ id })).filter(({ reply }) => reply === null);
  expect(silent.map(({ accountId }) => accountId)).toEqual(['co-london', 'lead']);
  expect(await codeOf(as('co-seoul', 'coordinator').read(mark()))).toBe('not-found');
});

test('its words lie sealed, and neither events nor the audit log tell them', async () => {
  await ada().send(words());
  const { rows } = await db.pool.query(
    `SELECT (SELECT json_agg(a) FROM announcements a)::text || (SELECT json_agg(e) FROM events e)::text
       || (SELECT json_agg(l) FROM audit_log l)::text AS everything`,
  );
  expect(rows[0].everything).not.toContain('square');
  expect(rows[0].everything).not.toContain(Buffer.from('square').toString('hex'));
});

test('a region lead speaks to their region and its cities alone', async () => {
  expect(await codeOf(lead().send(words()))).toBe('done');
  expect(await codeOf(lead().send(words({ audience: 'city', target: 'berlin' })))).toBe('done');
  expect(await codeOf(lead().send(words({ audience: 'city', target: 'seoul' })))).toBe('forbidden');
  expect(await codeOf(lead().send(words({ target: 'asia' })))).toBe('forbidden');
  expect(await codeOf(lead().send(words({ audience: 'all', target: null })))).toBe('forbidden');
  const { id } = await ada().send(words({ audience: 'all', target: null, asksReply: false }));
  expect(await codeOf(lead().receipts({ id }))).toBe('forbidden');
  await ada().send(words({ target: 'asia' }));
  await ada().send(words({ audience: 'city', target: 'seoul' }));
  const { sent } = await lead().list({});
  expect(sent.map(({ target }) => target)).toEqual([null, 'berlin', 'europe']);
  expect((await ada().list({})).sent).toHaveLength(5);
  const reply = { commandId: randomUUIDv7(), id, reply: 'safe' } as const;
  expect(await codeOf(as('co-seoul', 'coordinator').reply(reply))).toBe('conflict');
});
