import { randomUUIDv7 } from 'node:crypto';
import { once } from 'node:events';
import { connect } from 'node:net';
import { openDatabase, type Database } from '@lantern/db/database';
import { io } from 'socket.io-client';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { createKeyring } from '../src/platform/keyring.ts';
import { startTestServer, type TestServer } from './running-server.ts';
import { openBrowser, type TestBrowser } from './signed-in-browser.ts';

const SECRET = 'k3Vd0y7Qp9sXw2Zr8Tn4Lb6Hc1Jf5Ga0';
const PLACE = 'Canary Wharf Steps';
const EMAIL = 'canary-coordinator@example.org';
const PIN = '47190382';
const DURESS = '90512763';
const CITY = 'london';

let server: TestServer;
let db: Database;
let admin: TestBrowser;
let coordinator: TestBrowser;
let actor = '';
let actionId = '';
beforeAll(async () => {
  server = await startTestServer({ env: { LANTERN_SECRET: SECRET } });
  db = openDatabase({ url: server.databaseUrl, max: 4 });
  admin = openBrowser(server);
  await admin.enrol(server.enrolmentLink);
  const invited = await admin.call('auth.invite', {
    commandId: randomUUIDv7(),
    email: EMAIL,
    role: 'coordinator',
  });
  const { ok } = z.object({ ok: z.object({ link: z.string() }) }).parse(invited);
  coordinator = openBrowser(server);
  await coordinator.enrol(ok.link);
  const me = await coordinator.ask('auth.me');
  ({ accountId: actor } = z.object({ ok: z.looseObject({ accountId: z.string() }) }).parse(me).ok);
  await db.pool.query(
    `INSERT INTO assignments (id, edition_id, account_id, role, city_slug, created_at, created_by)
     SELECT gen_random_uuid(), id, $1, 'coordinator', $2, now(), 's' FROM editions WHERE is_current`,
    [actor, CITY],
  );
  await coordinator.call('assignments.setPins', {
    commandId: randomUUIDv7(),
    pin: PIN,
    duress: DURESS,
  });
  actionId = randomUUIDv7();
  await db.pool.query(
    `INSERT INTO actions (id, edition_id, city_slug, kind, local_date, local_time, starts_at, ends_at, is_main,
       place_sealed, precision, publish, created_at, created_by, updated_at, updated_by)
     SELECT $1, id, $2, 'delivery', '2027-09-24', '11:59', '2027-09-24T10:59:00Z', '2027-09-24T11:59:00Z', true, $3,
       'city', 'during', now(), 's', now(), 's' FROM editions WHERE is_current`,
    [actionId, CITY, createKeyring(Buffer.from(SECRET)).seal(PLACE, actionId)],
  );
});
afterAll(async () => {
  await db.close();
  await server.stop();
});

const command = (said: object) => ({
  commandId: randomUUIDv7(),
  edition: '2027',
  city: CITY,
  actor,
  deviceAt: new Date().toISOString(),
  offsetMs: 0,
  ...said,
});
const send = (said: object) => coordinator.call('field.send', command(said));
const count = async (table: string) =>
  (await db.pool.query<{ n: number }>(`SELECT count(*)::int AS n FROM ${table}`)).rows[0]?.n;

test('an answer that is lost after the commit is the same when it is asked for again', async () => {
  const said = command({ kind: 'step', step: 'on-the-way' });
  const body = JSON.stringify(said);
  const socket = connect(server.port, '127.0.0.1');
  await once(socket, 'connect');
  socket.pause();
  socket.write(
    `POST /trpc/field.send HTTP/1.1\r\nHost: localhost:${server.port}\r\nOrigin: ${server.origin}\r\n` +
      `Cookie: ${coordinator.cookies()}\r\nContent-Type: application/json\r\n` +
      `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  );
  await expect.poll(() => count('field_commands')).toBe(1);
  socket.destroy();
  const again = await coordinator.call('field.send', said);
  expect(again).toMatchObject({ ok: { commandId: said.commandId, status: 'received', seq: 1 } });
  expect(await coordinator.call('field.send', said)).toEqual(again);
  expect(await count('field_commands')).toBe(1);
  expect(await admin.call('field.send', said)).toEqual({ fault: 'forbidden' });
});

test('what is published is all that anybody learns of a day', async () => {
  const heard: string[] = [];
  const visitor = io(server.origin, { transports: ['websocket'] });
  visitor.onAny((...told) => heard.push(JSON.stringify(told)));
  await new Promise<void>((resolve) => {
    visitor.once('snapshot', () => resolve());
  });
  await send({ kind: 'step', step: 'arrived' });
  await send({ kind: 'incident', incident: 'arrest', callMe: true, text: 'CANARY of trouble' });
  await send({ kind: 'note', text: 'CANARY note' });
  await send({ kind: 'numbers', people: 734_501, paper: 845_602 });
  await send({ kind: 'outcome', actionId, outcome: 'handed-in' });
  expect(await send({ kind: 'safe-home', pin: '00000000' })).toMatchObject({
    fault: 'invalid-input',
    fields: { pin: 'invalid' },
  });
  expect(await send({ kind: 'safe-home', pin: DURESS })).toMatchObject({ ok: { seq: 7 } });
  await expect.poll(() => heard.join('')).toContain('handed-in');
  visitor.close();
  const seen: Record<string, string> = { socket: heard.join('\n') };
  const pages = [
    ...['petition', 'count', 'countries', 'cities', 'feed', 'history', 'city-states'].map(
      (path) => `/api/v1/${path}`,
    ),
    `/api/v1/actions/${actionId}.ics`,
    ...['en', 'ko', 'zh-Hans'].flatMap((locale) =>
      ['', '/cities', `/cities/${CITY}`, '/live', '/press', '/take-part'].map(
        (page) => `/${locale}${page}`,
      ),
    ),
  ];
  for (const path of pages) seen[path] = await (await fetch(`${server.origin}${path}`)).text();
  const canaries = ['CANARY', PLACE, '11:59', EMAIL, actor, 'on-the-way', 'safe-home', '734501'];
  const found = Object.entries(seen).flatMap(([where, text]) =>
    canaries.filter((canary) => text.includes(canary)).map((canary) => `${canary} in ${where}`),
  );
  expect(found).toEqual([]);
  expect(seen['/api/v1/feed']).toMatch(/city-there.*city-outcome/su);
  const { rows } = await db.pool.query<{ kind: string }>('SELECT kind FROM alarms ORDER BY kind');
  expect(rows).toEqual([{ kind: 'duress' }, { kind: 'incident' }]);
  for (const canary of ['CANARY', PIN, DURESS, PLACE]) expect(server.logs()).not.toContain(canary);
});
