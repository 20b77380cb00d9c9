import { openDatabase, type Database } from '@lantern/db/database';
import { createTestDatabase, type TestDatabase } from '@lantern/db/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { dueAnnouncements } from './announcements.ts';
import { createAnnouncer } from './announcer.ts';
import { createEditions } from './editions.ts';
import { readEditions } from './editions.repo.ts';

let scratch: TestDatabase;
let nodes: Database[];
let total = 0;
let now = new Date('2026-11-20T12:00:00Z');

beforeAll(async () => {
  scratch = await createTestDatabase();
  nodes = [1, 2].map(() => openDatabase({ url: scratch.url, max: 3 }));
});
afterAll(async () => {
  for (const node of nodes) await node.close();
  await scratch.drop();
});

function primary(): Database {
  const [node] = nodes;
  if (!node) throw new Error('no node was started');
  return node;
}

const announcerOn = ({ pool }: Database) => {
  const editions = createEditions({
    readEditions: () => readEditions(pool),
    showRehearsals: false,
  });
  return createAnnouncer({
    pool,
    clock: { now: () => now },
    allEditions: editions.allEditions,
    readNumbers: async () => ({ total }),
  });
};

async function told(): Promise<string[]> {
  const { rows } = await primary().pool.query(
    `SELECT kind, payload ->> 'total' AS total FROM events WHERE stream = 'public' ORDER BY seq`,
  );
  return rows.map(({ kind, total }) => (total ? `${kind} ${total}` : kind));
}

test('a closing without an opening is not told', () => {
  const nothing = { opened: false, closedAt: null, milestones: new Set<number>() };
  expect(dueAnnouncements(nothing, { phase: 'closed', closesAt: now, total: 0 })).toEqual([]);
});

test('each is told exactly once by two nodes that look at the same time', async () => {
  const announcers = [...nodes, ...nodes].map(announcerOn);
  const everyone = () => Promise.all(announcers.map((announcer) => announcer.announce()));
  await everyone();
  total = 1_200;
  await everyone();
  total = 90;
  await everyone();
  total = 5_000;
  await everyone();
  const [edition] = await readEditions(primary().pool);
  now = edition?.closesAt ?? now;
  await everyone();
  await everyone();
  expect(await told()).toEqual([
    'petition-opened',
    'milestone 100',
    'milestone 1000',
    'milestone 5000',
    'petition-closed',
  ]);
});

test('a closing that staff move later is told again when it comes, and the reopening in between', async () => {
  const announcers = [...nodes, ...nodes].map(announcerOn);
  const everyone = () => Promise.all(announcers.map((announcer) => announcer.announce()));
  const before = await told();
  await primary().pool.query(
    `UPDATE editions SET closes_at = now() + interval '2 days', delivers_at = now() + interval '3 days'
     WHERE is_current`,
  );
  now = new Date();
  await expect
    .poll(async () => everyone().then(told), { timeout: 4_000 })
    .toHaveLength(before.length + 1);
  await everyone();
  // A pause neither closes nor opens anything.
  await primary().pool.query('UPDATE editions SET collection_paused = true');
  await everyone();
  await primary().pool.query('UPDATE editions SET collection_paused = false');
  await everyone();
  now = new Date(Date.now() + 2 * 86_400_000 + 1_000);
  await everyone();
  await everyone();
  expect((await told()).slice(before.length)).toEqual(['petition-opened', 'petition-closed']);
});

test('a node whose clock is behind does not open what another has closed', () => {
  const closesAt = new Date('2027-09-24T03:59:59Z');
  const told = { opened: false, closedAt: closesAt, milestones: new Set<number>() };
  const standing = { phase: 'open' as const, total: 0 };
  expect(dueAnnouncements(told, { ...standing, closesAt })).toEqual([]);
  const moved = new Date('2027-09-25T03:59:59Z');
  expect(dueAnnouncements(told, { ...standing, closesAt: moved })).toEqual([
    { kind: 'petition-opened' },
  ]);
});

test('an edition tells its own stream, also while another is the current one', async () => {
  const { pool } = primary();
  await pool.query(
    `INSERT INTO editions (id, slug, date, timezone, opens_at, closes_at, delivers_at, goal)
     VALUES (gen_random_uuid(), '2028', '2028-09-22', 'UTC', '2027-12-01', '2028-09-21', '2028-09-22', 10)`,
  );
  await pool.query(
    `INSERT INTO petition_texts (id, edition_id, locale, version, title, addressee, body, hash, state)
     SELECT gen_random_uuid(), id, 'en', 1, 'T', 'A', 'B', repeat('a', 64), 'approved'
     FROM editions WHERE slug = '2028'`,
  );
  total = 0;
  now = new Date('2028-01-01T00:00:00Z');
  await announcerOn(primary()).announce();
  const { rows } = await pool.query(
    `SELECT v.kind FROM events v JOIN editions e ON e.id = v.edition_id WHERE e.slug = '2028'`,
  );
  expect(rows).toEqual([{ kind: 'petition-opened' }]);
});
