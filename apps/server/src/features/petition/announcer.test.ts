import { openDatabase, type Database } from '@lantern/db/database';
import { createTestDatabase, type TestDatabase } from '@lantern/db/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { dueAnnouncements, milestonesUpTo } from './announcements.ts';
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
    currentEdition: editions.currentEdition,
    readNumbers: async () => ({ total }),
  });
};

async function told(): Promise<string[]> {
  const { rows } = await primary().pool.query(
    `SELECT kind, payload ->> 'total' AS total FROM events WHERE stream = 'public' ORDER BY seq`,
  );
  return rows.map(({ kind, total }) => (total ? `${kind} ${total}` : kind));
}

test('milestones are 100, 1,000, 5,000 and each 10,000', () => {
  expect(milestonesUpTo(99)).toEqual([]);
  expect(milestonesUpTo(30_500)).toEqual([100, 1_000, 5_000, 10_000, 20_000, 30_000]);
});

test('a closing without an opening is not told', () => {
  const nothing = { opened: false, closed: false, milestones: new Set<number>() };
  expect(dueAnnouncements(nothing, { phase: 'closed', total: 0 })).toEqual([]);
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
