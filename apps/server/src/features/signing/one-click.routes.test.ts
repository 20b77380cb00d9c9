import Fastify, { type FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createSigningWorld, network, type SigningWorld } from '../../../test/signing-world.ts';
import { DomainError } from '../../platform/domain-error.ts';
import { registerBodyParsers } from '../../platform/http-body.ts';
import { registerOneClickRoutes } from './one-click.routes.ts';

let world: SigningWorld;
let app: FastifyInstance;
const home = { networkHash: network('home') };

beforeAll(async () => {
  world = await createSigningWorld();
  app = Fastify();
  app.setErrorHandler((error, _request, reply) =>
    reply.code(error instanceof DomainError ? 410 : 500).send('no'),
  );
  registerBodyParsers(app);
  registerOneClickRoutes(app, world.service);
});
afterAll(async () => {
  await app.close();
  await world.close();
});

async function asking(email: string): Promise<{ id: string; url: string }> {
  await world.service.submit(world.submission(email, { updates: true }), home);
  const id = (await world.mailsTo(email)).at(-1)?.recordId ?? '';
  await world.service.confirm({ token: await world.link('confirm', id) }, home);
  const token = await world.link('unsubscribe', id);
  return { id, url: `/api/v1/unsubscribe?locale=ko&token=${token}` };
}
const updatesOf = async (id: string): Promise<unknown> =>
  (await world.pool.query('SELECT updates FROM signatures WHERE id = $1', [id])).rows[0]?.updates;

const MULTIPART = [
  '--b',
  'Content-Disposition: form-data; name="List-Unsubscribe"',
  '',
  'One-Click',
  '--b--',
  '',
].join('\r\n');

test.each([
  ['a form', 'application/x-www-form-urlencoded', 'List-Unsubscribe=One-Click'],
  ['multipart', 'multipart/form-data; boundary=b', MULTIPART],
  ['no type at all', undefined, 'List-Unsubscribe=One-Click'],
])('one POST as %s is enough, and may be repeated', async (name, type, payload) => {
  const { id, url } = await asking(`${name.replaceAll(' ', '-')}@example.org`);
  expect(await updatesOf(id)).toBe(true);
  for (let time = 0; time < 2; time += 1) {
    const headers = type === undefined ? {} : { 'content-type': type };
    const answer = await app.inject({ method: 'POST', url, headers, payload });
    expect(answer.statusCode).toBe(200);
    expect(answer.headers).not.toHaveProperty('location');
    expect(answer.headers).not.toHaveProperty('set-cookie');
    expect(await updatesOf(id)).toBe(false);
  }
});

test('GET and HEAD change nothing and lead to the page that asks', async () => {
  const { id, url } = await asking('scanned@example.org');
  for (const method of ['GET', 'HEAD'] as const) {
    const answer = await app.inject({ method, url });
    expect(answer.statusCode).toBe(303);
    expect(answer.headers.location).toMatch(/^\/ko\/petition\/unsubscribe\?token=[\w-]{43}$/u);
  }
  expect(await updatesOf(id)).toBe(true);
});

test('a forged or broken link unsubscribes nobody', async () => {
  const { id, url } = await asking('kept@example.org');
  const forged = `${url.slice(0, -6)}AAAAAA`;
  for (const other of [forged, '/api/v1/unsubscribe', '/api/v1/unsubscribe?token=x']) {
    const answer = await app.inject({ method: 'POST', url: other, payload: '' });
    expect(answer.statusCode).toBe(410);
  }
  expect(await updatesOf(id)).toBe(true);
});
