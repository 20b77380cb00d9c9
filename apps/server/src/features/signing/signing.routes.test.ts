import { ERROR_STATUS } from '@lantern/schemas/error-codes';
import { Writable } from 'node:stream';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createSigningWorld, network, type SigningWorld } from '../../../test/signing-world.ts';
import { createApp } from '../../app/create-app.ts';
import { createReadiness } from '../../platform/health.ts';
import { createLogger } from '../../platform/logger.ts';
import { createMetrics } from '../../platform/metrics.ts';
import { registerSigningRoutes } from './signing.routes.ts';

let world: SigningWorld;
let app: Awaited<ReturnType<typeof createApp>>['app'];
const logged: string[] = [];
beforeAll(async () => {
  world = await createSigningWorld({ limits: { submissionsPerNetworkHour: 10 } });
  const sink = new Writable({
    write: (chunk, _encoding, done) => {
      logged.push(String(chunk));
      done();
    },
  });
  ({ app } = await createApp({
    env: { mode: 'local', publicOrigin: 'http://localhost:4000', trustProxy: 0 },
    log: createLogger('debug', sink),
    readiness: createReadiness(),
    metrics: createMetrics(),
    web: null,
    routes: async (server) =>
      registerSigningRoutes(server, {
        service: world.service,
        networkHashOf: (request) =>
          network(String(request.headers['x-test-network'] ?? request.id)),
        renderFormFault: async (reply, { locale, state }) =>
          reply
            .code(ERROR_STATUS[state.code])
            .type('text/html')
            .send(`<html lang="${locale}">${JSON.stringify(state)}`),
      }),
  }));
});
afterAll(async () => {
  await app.close();
  await world.close();
});

const fields = (more: Record<string, string> = {}) => ({
  name: 'Test Person',
  email: 'person@example.org',
  country: 'KR',
  locale: 'ko',
  textHash: world.edition.texts.ko?.hash ?? '',
  ...more,
});
const headers = { host: 'localhost:4000' };
const postJson = (body: unknown, more: Record<string, string> = {}) =>
  app.inject({
    method: 'POST',
    url: '/api/v1/signatures',
    headers: { ...headers, 'content-type': 'application/json', ...more },
    payload: typeof body === 'string' ? body : JSON.stringify(body),
  });
const postForm = (values: Record<string, string>, more: Record<string, string> = {}) =>
  app.inject({
    method: 'POST',
    url: '/api/v1/signatures',
    headers: {
      ...headers,
      'content-type': 'application/x-www-form-urlencoded',
      accept: 'text/html,*/*;q=0.8',
      ...more,
    },
    payload: new URLSearchParams(values).toString(),
  });

test('JSON is answered 202 and pending', async () => {
  const answer = await postJson({ ...fields(), showName: true });
  expect(answer.statusCode).toBe(202);
  expect(answer.json()).toEqual({ status: 'pending', amendToken: expect.any(String) });
  expect(answer.headers['cache-control']).toBe('no-store');
});

test('a form is answered 303 to "check your mail" in its language', async () => {
  const answer = await postForm({
    ...fields({ email: 'form@example.org' }),
    deliverName: 'on',
    city: '',
  });
  expect(answer.statusCode).toBe(303);
  expect(answer.headers.location).toMatch(/^\/ko\/petition\/check-mail\?token=[\w-]{43}$/u);
});

test.each<[string, Record<string, string>, string]>([
  ['no name', { name: '   ' }, 'required'],
  ['a name of 500 letters', { name: 'n'.repeat(500) }, 'too-long'],
  ['a null byte in the name', { name: 'Nu\0ll' }, 'invalid-characters'],
  ['a bidirectional override', { name: 'evil\u202Egnp' }, 'invalid-characters'],
  ['a name of dots', { name: '...' }, 'invalid'],
])('%s is marked, as JSON and in the form', async (_what, change, code) => {
  const json = await postJson(fields(change));
  expect(json.statusCode).toBe(422);
  expect(json.json()).toMatchObject({ code: 'invalid-input', fields: { name: code } });
  const form = await postForm(fields(change));
  expect(form.statusCode).toBe(422);
  expect(form.body).toContain(`"name":"${code}"`);
  expect(form.body).toContain('lang="ko"');
  expect(form.body).toContain('person@example.org');
});

test.each([
  'A',
  '홍길동',
  '王小明',
  'محمد بن عبد الله',
  'אברהם',
  '👩‍👩‍👧 Family',
  'Renée O’Connor-Smith',
  'n'.repeat(200),
  "Robert'); DROP TABLE submissions;--",
])('%s is a name', async (name) => {
  const answer = await postJson(fields({ name, email: 'names@example.org' }));
  expect(answer.statusCode).toBe(202);
  const { rows } = await world.pool.query<{ id: string }>(
    'SELECT id FROM submissions ORDER BY created_at DESC, id DESC LIMIT 1',
  );
  expect((await world.service.readMailFacts(rows[0]?.id ?? ''))?.name).toBe(name);
});

test.each<[string, string]>([
  ['', 'required'],
  ['nobody', 'invalid-email'],
  ['a@b', 'invalid-email'],
  ['two@@example.org', 'invalid-email'],
  ['dot..dot@example.org', 'invalid-email'],
  ['a@-example.org', 'invalid-email'],
  ['new\r\nline@example.org', 'invalid-characters'],
  ['list@example.org,other@example.org', 'invalid-email'],
  [`${'l'.repeat(250)}@example.org`, 'too-long'],
])('the address %j is refused as %s', async (email, code) => {
  const answer = await postJson(fields({ email }));
  expect(answer.json()).toMatchObject({ code: 'invalid-input', fields: { email: code } });
});

test.each<[Record<string, string>, number, object]>([
  [{ country: 'QQ' }, 422, { fields: { country: 'unknown-country' } }],
  [{ city: 'atlantis' }, 422, { fields: { city: 'unknown-city' } }],
  [{ textHash: 'f'.repeat(64) }, 409, { code: 'text-changed' }],
])('%j is refused with %i', async (change, status, body) => {
  const json = await postJson(fields(change));
  expect(json.statusCode).toBe(status);
  expect(json.json()).toMatchObject(body);
  const form = await postForm(fields(change));
  expect(form.statusCode).toBe(status);
  expect(form.headers['content-type']).toContain('text/html');
  expect(form.body).toContain('Test Person');
});

test.each([
  { what: 'broken JSON', type: 'application/json', payload: '{"name":', status: 400 },
  { what: 'JSON that is no object', type: 'application/json', payload: '[]', status: 422 },
  { what: 'multipart', type: 'multipart/form-data; boundary=x', payload: '--x--', status: 415 },
  { what: 'plain text', type: 'text/plain', payload: 'name=x', status: 415 },
  {
    what: 'ten megabytes',
    type: 'application/json',
    payload: `"${'x'.repeat(10_000_000)}"`,
    status: 413,
  },
])('$what is answered $status', async ({ type, payload, status }) => {
  const answer = await app.inject({
    method: 'POST',
    url: '/api/v1/signatures',
    headers: { ...headers, 'content-type': type, accept: 'application/json' },
    payload,
  });
  expect(answer.statusCode).toBe(status);
  expect(answer.json()).toHaveProperty('code');
});

test('above the hard cap: 429, with the time to come back, as JSON and as a page', async () => {
  const crowd = { 'x-test-network': 'crowded' };
  for (let n = 0; n < 10; n += 1)
    expect((await postJson(fields({ email: `cap${n}@example.org` }), crowd)).statusCode).toBe(202);
  const refused = await postJson(fields({ email: 'cap@example.org' }), crowd);
  expect(refused.statusCode).toBe(429);
  expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
  const page = await postForm(fields({ email: 'cap@example.org' }), crowd);
  expect(page.statusCode).toBe(429);
  expect(page.body).toContain('retryAfterSeconds');
});

test('neither name, address, network nor agent is in a table or a log line in the clear', async () => {
  const canaries = [
    'Canary Zebediah',
    'canary.zebediah',
    'zebediah-mail',
    '203.0.113.77',
    'ZebediahAgent',
  ];
  const answer = await app.inject({
    method: 'POST',
    url: '/api/v1/signatures',
    remoteAddress: '127.0.0.1',
    headers: {
      ...headers,
      'content-type': 'application/json',
      'user-agent': 'ZebediahAgent/1.0',
      'x-test-network': '203.0.113.77',
    },
    payload: JSON.stringify(
      fields({ name: 'Canary Zebediah', email: 'canary.zebediah@zebediah-mail.example' }),
    ),
  });
  expect(answer.statusCode).toBe(202);
  const email = 'canary.zebediah@zebediah-mail.example';
  const [mail] = await world.mailsTo(email);
  const origin = { networkHash: network('203.0.113.77') };
  await world.service.confirm({ token: await world.link('confirm', mail?.recordId ?? '') }, origin);
  expect(await world.service.readMailFacts(mail?.recordId ?? '')).toMatchObject({ email });
  const { rows: tables } = await world.pool.query<{ name: string }>(
    `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables
     WHERE schemaname NOT IN ('pg_catalog', 'information_schema')`,
  );
  expect(tables.length).toBeGreaterThan(20);
  const found: string[] = [];
  for (const { name } of tables) {
    const { rows } = await world.pool.query<{ text: string }>(
      `SELECT t::text || encode(convert_to(t::text, 'UTF8'), 'escape') AS text FROM ${name} t`,
    );
    const text = rows.map((row) => row.text).join('\n');
    const hex = (canary: string) => Buffer.from(canary).toString('hex');
    found.push(...canaries.filter((one) => text.includes(one) || text.includes(hex(one))));
  }
  expect(found).toEqual([]);
  expect(canaries.filter((canary) => logged.join('').includes(canary))).toEqual([]);
  expect(logged.length).toBeGreaterThan(0);
});
