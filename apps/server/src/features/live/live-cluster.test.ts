import pg from 'pg';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { openLink, type CuttableLink } from '../../../test/cuttable-link.ts';
import {
  count,
  listenAt,
  openStage,
  signIn,
  startNode,
  tellPublic,
  type Listener,
  type LiveNode,
  type Stage,
} from '../../../test/live-nodes.ts';

let stage: Stage;
let link: CuttableLink;
/** The second node reaches the database through a link that can be cut. */
let nodes: [LiveNode, LiveNode];
const open: Listener[] = [];

beforeAll(async () => {
  stage = await openStage();
  const database = new URL(stage.url);
  link = await openLink(Number(database.port));
  database.host = `127.0.0.1:${link.port}`;
  nodes = [await startNode(stage), await startNode(stage, { databaseUrl: database.href })];
});
afterEach(() => {
  for (const client of open.splice(0)) client.close();
});
afterAll(async () => {
  await Promise.all(nodes.map((node) => node.stop()));
  await link.close();
  await stage.close();
});

async function join(node: LiveNode, headers: Record<string, string> = {}): Promise<Listener> {
  const client = listenAt(node.origin, headers);
  open.push(client);
  await client.until(({ snapshot }) => snapshot.length > 0);
  return client;
}

const hasSeq = (seq: number) => (heard: Listener['heard']) =>
  heard.event.some((event) => event.stream === 'public' && event.seq === seq);

/** Looks until both nodes listen for orders; the test's own limit ends it. */
async function untilBothTakeOrders() {
  let listening = 0;
  while (listening < 2) {
    // A statement sees the activity as it was when it began, so the pause comes first.
    await stage.db.pool.query('SELECT pg_sleep(0.1)');
    const { rows } = await stage.db.pool.query<{ listening: number }>(
      `SELECT count(*)::int AS listening FROM pg_stat_activity
       WHERE datname = current_database() AND query LIKE 'LISTEN "lantern_sockets#%'`,
    );
    listening = rows[0]?.listening ?? 0;
  }
}

/** From the first heard to the last, each number once and in order. */
function expectGapless(seqs: number[]) {
  expect(seqs).toEqual(seqs.map((_, index) => (seqs[0] ?? 0) + index));
}

test('two nodes on one database tell the same, in order, and the same numbers per version', async () => {
  const clients = [await join(nodes[0]), await join(nodes[1])];
  let last = 0;
  for (let round = 0; round < 10; round += 1) {
    await count(stage, round);
    const seqs = await Promise.all(Array.from({ length: 6 }, (_, i) => tellPublic(stage, i + 1)));
    last = Math.max(last, ...seqs);
  }
  for (const client of clients) await client.until(hasSeq(last));
  const [one, two] = clients.map(({ heard }) => heard.event);
  expect(one).toHaveLength(60);
  expect(two).toEqual(one);
  expectGapless(clients[0]?.seqs() ?? []);
  const totals = new Map<number, number>();
  for (const { version, total } of clients.flatMap(({ heard }) => heard.tick)) {
    expect(totals.get(version) ?? total).toBe(total);
    totals.set(version, total);
  }
});

test('a cut LISTEN connection loses and repeats nothing', async () => {
  const clients = [await join(nodes[0]), await join(nodes[1])];
  const admin = new pg.Client(stage.url);
  await admin.connect();
  let last = 0;
  for (let round = 0; round < 8; round += 1) {
    const writing = Promise.all(Array.from({ length: 5 }, () => tellPublic(stage, 1)));
    const { rowCount } = await admin.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
       WHERE datname = current_database() AND application_name = 'lantern-listen'`,
    );
    expect(rowCount).toBeGreaterThanOrEqual(round === 0 ? 2 : 0);
    last = Math.max(...(await writing));
    if (round % 3 === 2) for (const client of clients) await client.until(hasSeq(last));
  }
  for (const client of clients) await client.until(hasSeq(last));
  for (const client of clients) {
    expect(client.seqs()).toHaveLength(40);
    expectGapless(client.seqs());
  }
  await admin.end();
});

test('the connection behind the orders may be cut more often than the pool has places', async () => {
  for (let cuts = 0; cuts < 5; cuts += 1) {
    await untilBothTakeOrders();
    await stage.db.pool.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
       WHERE datname = current_database() AND application_name = 'lantern-live'`,
    );
  }
  await untilBothTakeOrders();
  // The session stays valid here: only the order can end this socket.
  const client = await join(nodes[1], signIn(stage, 'ordered-out'));
  await nodes[0].live.endSessionsOf('ordered-out');
  await client.ended;
  expect(client.heard.closing).toMatchObject([{ reason: 'frozen' }]);
});

test('freezing an account ends its sockets on every node within five seconds', async () => {
  const headers = signIn(stage, 'frozen-1');
  const [here, there, other] = [
    await join(nodes[0], headers),
    await join(nodes[1], headers),
    await join(nodes[1], signIn(stage, 'colleague')),
  ];
  const startedAt = performance.now();
  stage.sessions.delete(headers['cookie'] ?? '');
  await nodes[0].live.endSessionsOf('frozen-1');
  await Promise.all([here.ended, there.ended]);
  expect(performance.now() - startedAt).toBeLessThan(5_000);
  expect(here.heard.closing).toMatchObject([{ reason: 'frozen' }]);
  expect(other.socket.connected).toBe(true);
});

test('a session that ended without an order is noticed within five seconds', async () => {
  const headers = signIn(stage, 'signed-out');
  const client = await join(nodes[1], headers);
  const startedAt = performance.now();
  stage.sessions.delete(headers['cookie'] ?? '');
  await client.ended;
  expect(performance.now() - startedAt).toBeLessThan(5_000);
});

test('a restored backup is another history: every page is told to come back', async () => {
  const clients = [await join(nodes[0]), await join(nodes[1])];
  const before = clients[0]?.heard.snapshot[0]?.epoch;
  await stage.db.pool.query('UPDATE installation SET epoch = gen_random_uuid()');
  for (const client of clients) {
    await client.ended;
    expect(client.heard.closing).toMatchObject([{ reason: 'restart' }]);
  }
  const [one, two] = [await join(nodes[0]), await join(nodes[1])];
  expect(one.heard.snapshot[0]?.epoch).not.toBe(before);
  expect(two.heard.snapshot[0]?.epoch).toBe(one.heard.snapshot[0]?.epoch);
});

test('viewers are counted on all nodes', async () => {
  await Promise.all([join(nodes[0]), join(nodes[0]), join(nodes[1])]);
  expect(await nodes[1].live.countViewers()).toBe(3);
});

test('a node that lost the database drops privileged sockets, keeps the public, and catches up', async () => {
  const staff = await join(nodes[1], signIn(stage, 'staff'));
  const anonymous = await join(nodes[1]);
  const startedAt = performance.now();
  link.cut();
  const during = await tellPublic(stage, 5);
  await staff.ended;
  const took = performance.now() - startedAt;
  expect(staff.heard.closing).toMatchObject([{ reason: 'database-lost' }]);
  expect(took).toBeGreaterThan(4_000);
  expect(took).toBeLessThan(8_000);
  expect(anonymous.socket.connected).toBe(true);
  link.mend();
  await anonymous.until(hasSeq(during), 15_000);
  expectGapless(anonymous.seqs());
  await join(nodes[1], signIn(stage, 'staff'));
});
