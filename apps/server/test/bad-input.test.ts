import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { rawHttp, type RawAnswer } from './raw-http.ts';
import { startTestServer, type TestServer } from './running-server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

const JSON_TYPE = 'application/json';
const FORM_TYPE = 'application/x-www-form-urlencoded';
const TEN_MB = 10 * 1024 * 1024;

const post = (type: string, body: string | Buffer, accept: string): Promise<RawAnswer> =>
  rawHttp({
    port: server.port,
    method: 'POST',
    path: '/api/v1/signatures',
    headers: { 'content-type': type, accept, 'accept-language': 'ko' },
    body,
  });

function codeOf({ headers, body }: RawAnswer): unknown {
  expect(headers['content-type']).toBe('application/json; charset=utf-8');
  const parsed = JSON.parse(body) as { code: string; requestId: string };
  expect(parsed.requestId).toBe(headers['x-request-id']);
  return parsed.code;
}

function expectPage({ headers, body }: RawAnswer): void {
  expect(headers['content-type']).toBe('text/html; charset=utf-8');
  expect(headers['content-security-policy']).toBeDefined();
  expect(body).toMatch(/<html lang="/u);
  expect(body).not.toMatch(/\bat .*:\d+:\d+|node_modules|FST_/u);
}

const CASES = [
  {
    name: 'a 10 MB body',
    type: JSON_TYPE,
    body: Buffer.alloc(TEN_MB, 97),
    status: 413,
    code: 'body-too-large',
  },
  {
    name: 'a 10 MB form',
    type: FORM_TYPE,
    body: Buffer.alloc(TEN_MB, 97),
    status: 413,
    code: 'body-too-large',
  },
  {
    name: 'a wrong content type',
    type: 'text/plain',
    body: 'name=x',
    status: 415,
    code: 'unsupported-media-type',
  },
  {
    name: 'an upload',
    type: 'multipart/form-data; boundary=x',
    body: '--x--',
    status: 415,
    code: 'unsupported-media-type',
  },
  {
    name: 'invalid UTF-8',
    type: JSON_TYPE,
    body: Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x7d]),
    status: 400,
    code: 'malformed-request',
  },
  {
    name: 'invalid UTF-8 in a form',
    type: FORM_TYPE,
    body: 'name=%ff',
    status: 400,
    code: 'malformed-request',
  },
  {
    name: 'broken JSON',
    type: JSON_TYPE,
    body: '{"name":',
    status: 400,
    code: 'malformed-request',
  },
  { name: 'no JSON', type: JSON_TYPE, body: '', status: 400, code: 'malformed-request' },
  {
    name: 'a poisoned prototype',
    type: JSON_TYPE,
    body: '{"__proto__":{"x":1}}',
    status: 400,
    code: 'malformed-request',
  },
  {
    name: 'a null byte in JSON',
    type: JSON_TYPE,
    body: Buffer.from('{"name":"a\0"}'),
    status: 400,
    code: 'malformed-request',
  },
  {
    name: 'an escaped null byte',
    type: JSON_TYPE,
    body: '{"name":"a\\u0000"}',
    status: 422,
    code: 'invalid-input',
  },
  {
    name: 'a null byte in a form',
    type: FORM_TYPE,
    body: 'name=a%00',
    status: 422,
    code: 'invalid-input',
  },
  { name: 'an array', type: JSON_TYPE, body: '[1]', status: 422, code: 'invalid-input' },
] as const;

describe.each(CASES)('$name', ({ type, body, status, code }) => {
  test('is answered in JSON', async () => {
    const answer = await post(type, body, JSON_TYPE);
    expect(answer.status).toBe(status);
    expect(codeOf(answer)).toBe(code);
  });

  test('is answered by a page', async () => {
    const answer = await post(type, body, 'text/html');
    expect(answer.status).toBe(status);
    expectPage(answer);
  });
});

test('pages take forms and nothing else', async () => {
  const send = (type: string, body: string) =>
    rawHttp({
      port: server.port,
      method: 'POST',
      path: '/en/contact',
      headers: { 'content-type': type, accept: 'text/html' },
      body,
    });
  for (const body of ['{"topic":"other"}', '{"topic":{"toString":"x"}}', '[]', 'null']) {
    const answer = await send(JSON_TYPE, body);
    expect(answer.status).toBe(415);
    expectPage(answer);
  }
  expect((await send(`${FORM_TYPE}; charset=utf-16`, 'topic=other')).status).toBe(422);
});

describe('addresses', () => {
  test.each([
    ['GET', '/en%00', 400, 'malformed-request'],
    ['GET', '/en%ff', 400, 'malformed-request'],
    ['GET', '/no/such/page', 404, 'not-found'],
    ['DELETE', '/api/v1/count', 405, 'method-not-allowed'],
    ['PUT', '/api/v1/signatures', 405, 'method-not-allowed'],
    ['GET', '/api/v1/signatures', 405, 'method-not-allowed'],
    ['GET', '/trpc/no.such', 404, undefined],
    ['HEAD', '/trpc/counts.current', 405, undefined],
    ['GET', '//evil.example', 404, 'not-found'],
    ['GET', '/dashboard/assets/missing.js', 404, 'not-found'],
    ['GET', '/assets/../../../../etc/passwd', 404, 'not-found'],
    ['GET', '/assets/..%2f..%2fpackage.json', 404, 'not-found'],
  ])('%s %s is %i', async (...[method, path, status, code]) => {
    const answer = await rawHttp({ port: server.port, method, path });
    expect(answer.status).toBe(status);
    if (code) expect(codeOf(answer)).toBe(code);
  });

  test('a wrong method is told the right ones', async () => {
    const { headers } = await rawHttp({
      port: server.port,
      method: 'DELETE',
      path: '/api/v1/count',
    });
    expect(headers.allow).toMatch(/GET/u);
  });
});

test('tRPC takes no invalid UTF-8, no foreign form and no endless batch', async () => {
  const call = (type: string, body: string | Buffer) =>
    rawHttp({
      port: server.port,
      method: 'POST',
      path: '/trpc/signing.submit',
      headers: { 'content-type': type },
      body,
    });
  expect((await call(JSON_TYPE, Buffer.from([0x22, 0xff, 0x22]))).status).toBe(400);
  expect((await call(FORM_TYPE, 'name=x')).status).toBe(415);
  const many = Array(11).fill('counts.current').join(',');
  const batch = await rawHttp({ port: server.port, path: `/trpc/${many}?batch=1&input={}` });
  expect(batch.status).toBe(400);
});

test('a question may be a POST, so that a token it asks about stands in no address', async () => {
  const { status, body } = await rawHttp({
    port: server.port,
    method: 'POST',
    path: '/trpc/auth.inspectInvitation',
    headers: { 'content-type': JSON_TYPE },
    body: JSON.stringify({ token: 'forged' }),
  });
  expect(status).toBe(200);
  expect(body).toContain('"gone"');
  const read = await rawHttp({ port: server.port, path: '/trpc/signing.withdraw?input={}' });
  expect(read.status).toBe(405);
});
