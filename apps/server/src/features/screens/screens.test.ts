import { randomUUIDv7 } from 'node:crypto';
import { transaction } from '@lantern/db/database';
import fastify, { type FastifyReply, type FastifyRequest } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  listenAt,
  openStage,
  startNode,
  type LiveNode,
  type Stage,
} from '../../../test/live-nodes.ts';
import { recordAct } from '../../platform/audit.ts';
import { runOnce } from '../../platform/commands.ts';
import { registerBodyParsers } from '../../platform/http-body.ts';
import { answerPlainly, asFault } from '../../platform/http-fault.ts';
import { createKeyring } from '../../platform/keyring.ts';
import { createScreensRepo } from './screens.repo.ts';
import { registerScreensRoutes } from './screens.routes.ts';
import { createScreensService, type ScreensService } from './screens.service.ts';

const ORIGIN = 'http://localhost:4000';
const ADMIN = { accountId: 'admin-1' };

let stage: Stage;
let node: LiveNode;
let screens: ScreensService;
let app: ReturnType<typeof fastify>;

beforeAll(async () => {
  stage = await openStage();
  const { pool } = stage.db;
  const now = () => new Date();
  screens = createScreensService({
    repo: createScreensRepo(pool),
    keyring: createKeyring(Buffer.alloc(32, 7)),
    clock: { now },
    newId: () => randomUUIDv7(),
    publicOrigin: ORIGIN,
    editionFor: async () => stage.edition,
    runCommand: ({ id, ...command }, work) =>
      transaction(pool, (tx) =>
        runOnce(tx, { ...command, commandId: id, now: now() }, () => work(tx)),
      ),
    recordAct: (tx, act) => recordAct(tx, { details: {}, ...act, id: randomUUIDv7(), at: now() }),
    endSessionsOf: (id) => node.live.endSessionsOf(id),
  });
  node = await startNode(stage, { principalOf: ({ cookie }) => screens.principalOf(cookie) });
  app = fastify();
  app.setErrorHandler((error: Error, _request: FastifyRequest, reply: FastifyReply) =>
    answerPlainly(reply, asFault(error)),
  );
  registerBodyParsers(app);
  registerScreensRoutes(app, {
    service: screens,
    publicOrigin: ORIGIN,
    limit: { take: () => null },
    networkHashOf: () => Buffer.alloc(1),
  });
});
afterAll(async () => {
  await app.close();
  await node.stop();
  await stage.close();
});

test('a link makes one screen; what is found of it afterwards is of no use', async () => {
  const { token } = await newScreen();
  const cookie = await exchange({ token });
  expect(cookie).toMatch(/^lantern-screen=[\w-]{43}$/u);
  expect(await screens.principalOf(cookie)).toMatchObject({
    role: 'screen',
    editionId: stage.edition.id,
    fresh: false,
  });
  expect(await exchange({ token })).toBe('410');
  // Neither the link's own token nor a made-up one is a screen's secret.
  expect(await screens.principalOf(`lantern-screen=${token}`)).toBeNull();
  expect(await screens.principalOf(`lantern-screen=${'a'.repeat(43)}`)).toBeNull();
  const { rows } = await stage.db.pool.query('SELECT token_hash::text, name FROM screen_tokens');
  expect(JSON.stringify(rows)).not.toContain(cookie.slice(15));
});

test('a screen goes on by itself, and by nobody else’s page', async () => {
  const { token } = await newScreen();
  const cookie = await exchange({ token });
  expect(await exchange({}, { cookie })).toBe(cookie);
  expect(await exchange({}, {})).toBe('401');
  expect(await exchange({ token }, { origin: 'https://evil.example' })).toBe('403');
});

test('it hears the public and the day, of its own edition; ended, it is gone at once', async () => {
  const { id, token } = await newScreen();
  const cookie = await exchange({ token });
  const listener = listenAt(node.origin, { cookie, origin: ORIGIN });
  await listener.until(({ snapshot }) => snapshot.length > 0);
  expect(Object.keys(listener.heard.snapshot[0]?.streams ?? {})).toEqual(['public', 'day']);
  const startedAt = performance.now();
  await screens.revoke({ commandId: randomUUIDv7(), id }, ADMIN);
  await listener.until(({ closing }) => closing.length > 0);
  expect(performance.now() - startedAt).toBeLessThan(5_000);
  expect(await screens.principalOf(cookie)).toBeNull();
  expect(await exchange({}, { cookie })).toBe('401');
  listener.close();
});

test(
  'a node that missed the word ends it within five seconds as well',
  { timeout: 10_000 },
  async () => {
    const { id, token } = await newScreen();
    const cookie = await exchange({ token });
    const listener = listenAt(node.origin, { cookie, origin: ORIGIN });
    await listener.until(({ snapshot }) => snapshot.length > 0);
    await stage.db.pool.query('UPDATE screen_tokens SET revoked_at = now() WHERE id = $1', [id]);
    await listener.until(({ closing }) => closing.length > 0, 5_000);
    expect(listener.heard.closing[0]?.reason).toBe('frozen');
    listener.close();
  },
);

test('to every other edition it is a stranger', async () => {
  const { id, token } = await newScreen();
  const cookie = await exchange({ token });
  await stage.db.pool.query('UPDATE screen_tokens SET edition_id = $2 WHERE id = $1', [
    id,
    randomUUIDv7(),
  ]);
  const listener = listenAt(node.origin, { cookie, origin: ORIGIN });
  await listener.until(({ snapshot }) => snapshot.length > 0);
  expect(Object.keys(listener.heard.snapshot[0]?.streams ?? {})).toEqual(['public']);
  listener.close();
});

test('a repeated command makes no second screen, and tells its link once', async () => {
  const input = { commandId: randomUUIDv7(), name: 'Hall', edition: stage.edition.slug };
  const first = await screens.create(input, ADMIN);
  const again = await screens.create(input, ADMIN);
  expect(again).toEqual({ id: first.id, link: null });
  expect((await screens.list()).filter(({ name }) => name === 'Hall')).toHaveLength(1);
});

async function newScreen() {
  const input = { commandId: randomUUIDv7(), name: 'Office', edition: stage.edition.slug };
  const { id, link } = await screens.create(input, ADMIN);
  return { id, token: link?.split('#')[1] ?? '' };
}

/** The cookie that a browser would send from now on, or the status of a refusal. */
async function exchange(payload: { token?: string }, headers: Record<string, string> = {}) {
  const answer = await app.inject({
    method: 'POST',
    url: '/api/screen',
    headers: { origin: ORIGIN, ...headers },
    payload,
  });
  const set = answer.headers['set-cookie'];
  return typeof set === 'string' ? (set.split(';')[0] ?? '') : String(answer.statusCode);
}
