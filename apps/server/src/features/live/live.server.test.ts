import { tickSchema, snapshotSchema } from '@lantern/schemas/live';
import { io } from 'socket.io-client';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import {
  count,
  listenAt,
  openStage,
  signIn,
  startNode,
  tellCity,
  tellPublic,
  tellStaff,
  type Listener,
  type LiveNode,
  type Stage,
} from '../../../test/live-nodes.ts';

let stage: Stage;
let node: LiveNode;
const open: Listener[] = [];

beforeAll(async () => {
  stage = await openStage();
  node = await startNode(stage);
});
afterEach(() => {
  for (const client of open.splice(0)) client.close();
});
afterAll(async () => {
  await node.stop();
  await stage.close();
});

/** Connects, and waits for the snapshot. */
async function join(headers: Record<string, string> = {}, origin = node.origin): Promise<Listener> {
  const client = listenAt(origin, headers);
  open.push(client);
  await client.until(({ snapshot }) => snapshot.length > 0);
  return client;
}

test('begins with a snapshot, then tells each change within two seconds', async () => {
  await count(stage, 3);
  const client = await join();
  const [snapshot] = client.heard.snapshot;
  expect(snapshotSchema.parse(snapshot)).toMatchObject({
    edition: stage.edition.slug,
    protocol: 1,
  });
  const before = snapshot?.total ?? 0;
  const startedAt = performance.now();
  await count(stage, 2);
  await client.until(({ tick }) => tick.some(({ total }) => total === before + 2), 5_000);
  expect(performance.now() - startedAt).toBeLessThan(2_000);
  for (const tick of client.heard.tick) tickSchema.parse(tick);
});

test('is silent while nothing changes, save for the heartbeat', async () => {
  const client = await join();
  // The pace of the last minute is a number too; wait until it stands still.
  await client.until(({ tick }) => tick.length >= 2, 12_000);
  const gaps = client.heard.tick.map(({ asOf }) => Date.parse(asOf));
  expect(Math.max(...gaps.slice(1).map((at, index) => at - (gaps[index] ?? at)))).toBeLessThan(
    5_500,
  );
});

test('events come to all, in order; what is for staff never reaches anybody else', async () => {
  const [anonymous, staff, stranger] = await Promise.all([
    join(),
    join(signIn(stage, 'staff-1')),
    // Another site's page that opens a socket with the browser's cookie.
    join({ ...signIn(stage, 'staff-2'), origin: 'https://evil.example' }),
  ]);
  await tellStaff(stage, 'newcomer');
  const seq = await tellPublic(stage, 100);
  for (const client of [anonymous, staff, stranger])
    await client.until(({ event }) => event.some((e) => e.stream === 'public' && e.seq === seq));
  await staff.until(({ event }) => event.some(({ kind }) => kind === 'account-enrolled'));
  for (const client of [anonymous, stranger]) {
    expect(client.seqs('staff')).toEqual([]);
    expect(client.heard.snapshot[0]?.streams).not.toHaveProperty('staff');
    const epoch = client.heard.snapshot[0]?.epoch ?? '';
    const asked = { epoch, seq: 0, stream: 'staff' } as const;
    expect(await client.socket.emitWithAck('sync', asked)).toEqual({ status: 'refused' });
  }
});

test('sync answers what was missed, or to start over', async () => {
  const client = await join();
  const epoch = client.heard.snapshot[0]?.epoch ?? '';
  const first = (await tellPublic(stage, 1)) - 1;
  const last = await tellPublic(stage, 2);
  await client.until(({ event }) => event.some(({ seq }) => seq === last));
  const reply = await client.socket.emitWithAck('sync', { epoch, seq: first });
  expect(reply).toEqual({ status: 'events', events: client.heard.event, seq: last });
  const other = '018f2f2c-0000-7000-8000-000000000009';
  expect(await client.socket.emitWithAck('sync', { epoch: other, seq: first })).toEqual({
    status: 'start-over',
    epoch,
    seq: last,
  });
});

test('whoever asks for what they missed is told nothing of a city that was hidden since', async () => {
  const client = await join();
  const epoch = client.heard.snapshot[0]?.epoch ?? '';
  const seq = await tellCity(stage, 'city-there', 'seoul');
  await client.until(({ event }) => event.some(({ kind }) => kind === 'city-there'));
  await stage.db.pool.query(`UPDATE cities SET hidden_at = now() WHERE slug = 'seoul'`);
  const last = await tellCity(stage, 'city-changed', 'seoul');
  await client.until(({ event }) => event.some((told) => told.seq === last));
  const reply = await client.socket.emitWithAck('sync', { epoch, seq: seq - 1 });
  expect(reply).toMatchObject({ events: [{ seq, kind: 'withheld' }, { kind: 'city-changed' }] });
  await stage.db.pool.query(`UPDATE cities SET hidden_at = NULL WHERE slug = 'seoul'`);
});

test('sync that is asked too often, or is nonsense, is refused', async () => {
  const client = await join();
  const epoch = client.heard.snapshot[0]?.epoch ?? '';
  const asked = Array.from({ length: 12 }, () =>
    client.socket.emitWithAck('sync', { epoch, seq: 0 }),
  );
  const refused = (await Promise.all(asked)).filter(({ status }) => status === 'refused');
  expect(refused.length).toBeGreaterThanOrEqual(5);
  // What a stranger's program could send.
  const nonsense = { epoch: 1, seq: 'x' } as never;
  expect(await client.socket.emitWithAck('sync', nonsense)).toEqual({ status: 'refused' });
});

test('a message larger than any of ours ends the connection', async () => {
  const client = await join();
  client.socket.emit('sync', { epoch: 'x'.repeat(5_000), seq: 0 }, () => undefined);
  expect(await client.ended).toMatch(/transport/u);
});

test('polling is refused: browsers without WebSockets read the cached JSON', async () => {
  const response = await fetch(`${node.origin}/socket.io/?EIO=4&transport=polling`);
  expect(response.status).toBe(400);
});

test('a rehearsal is unknown to the public, and seen by staff and in local mode', async () => {
  const rehearsal = { ...stage.edition, kind: 'rehearsal' } as const;
  const production = await startNode(stage, { editionFor: async () => rehearsal });
  const local = await startNode(stage, { editionFor: async () => rehearsal, localMode: true });
  const refused = io(production.origin, { transports: ['websocket'], reconnection: false });
  const why = await new Promise<Error>((resolve) => refused.once('connect_error', resolve));
  expect(why.message).toBe('edition-unknown');
  await join(signIn(stage, 'staff-3'), production.origin);
  await join({}, local.origin);
  refused.close();
  await Promise.all([production.stop(), local.stop()]);
});

test('a full node takes no more, and a foreign host none', async () => {
  const full = await startNode(stage, { limits: { maxSockets: 1 } });
  const guarded = await startNode(stage, { hostGuard: () => 'not here' });
  await join({}, full.origin);
  for (const origin of [full.origin, guarded.origin]) {
    const refused = io(origin, { transports: ['websocket'], reconnection: false });
    const why = await new Promise((resolve) => refused.once('connect_error', resolve));
    expect(why).toMatchObject({ message: 'websocket error' });
    refused.close();
  }
  await Promise.all([full.stop(), guarded.stop()]);
});

test('a node that stops says when to come back, and leaves no socket', async () => {
  const leaving = await startNode(stage);
  const client = await join({}, leaving.origin);
  await leaving.stop();
  await client.ended;
  expect(client.heard.closing).toMatchObject([{ reason: 'restart', retryAfterMs: 500 }]);
  expect(leaving.live.sockets()).toBe(0);
});
