import { Writable } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { rawHttp } from '../../test/raw-http.ts';
import { addHead, readyHead } from './answer-head.ts';
import { createHttpServer } from './http-server.ts';
import { createLogger } from './logger.ts';

let app: FastifyInstance;
let port = 0;
const lines: string[] = [];
const sink = new Writable({
  write: (line: Buffer, _encoding, done) => {
    lines.push(line.toString());
    done();
  },
});
const OWN = { 'referrer-policy': 'origin', 'access-control-allow-origin': '*', etag: '"1"' };

beforeAll(async () => {
  app = createHttpServer({
    log: createLogger('info', sink),
    onAnswered: () => undefined,
    secure: true,
    trustProxy: 0,
  });
  app.get('/plain', async () => ({}));
  app.get('/own', async (_request, reply) => reply.headers(OWN).send('own'));
  app.get('/ready', async (_request, reply) => addHead(reply, readyHead(OWN)).send('own'));
  app.get('/raw', (_request, reply) => {
    reply.hijack();
    reply.raw.writeHead(200).end('written past the framework');
  });
  app.get('/said', async (request) => {
    request.log.child({ part: 'test' }).warn('said');
    return {};
  });
  await app.listen({ port: 0, host: '127.0.0.1' });
  const address = app.server.address();
  port = typeof address === 'object' ? (address?.port ?? 0) : 0;
});
afterAll(() => app.close());

describe('the head of an answer', () => {
  const standing = {
    'content-security-policy': expect.stringContaining("default-src 'none'"),
    'x-frame-options': 'DENY',
    'strict-transport-security': expect.stringMatching(/^max-age=\d+$/u),
    'x-content-type-options': 'nosniff',
  };

  test.each(['/plain', '/own', '/ready', '/raw', '/missing'])('is whole for %s', async (path) => {
    const { headers } = await rawHttp({ port, path });
    expect(headers).toMatchObject(standing);
  });

  test.each(['/own', '/ready'])('says once what the answer to %s brings itself', async (path) => {
    const { headers } = await rawHttp({ port, path });
    expect(headers).toMatchObject({ ...OWN, 'cross-origin-resource-policy': 'cross-origin' });
  });

  test('is the same whether its headers were made ready or set one by one', async () => {
    const [own, ready] = await Promise.all(
      ['/own', '/ready'].map(async (path) => {
        const { headers } = await rawHttp({ port, path });
        const { date: _date, 'x-request-id': _id, ...same } = headers;
        return same;
      }),
    );
    expect(ready).toEqual(own);
  });

  test('names its request as the log does, each by another name', async () => {
    const ids = await Promise.all(
      [1, 2].map(async () => (await rawHttp({ port, path: '/said' })).headers['x-request-id']),
    );
    expect(new Set(ids).size).toBe(2);
    const said = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
    for (const reqId of ids) {
      expect(said).toContainEqual(expect.objectContaining({ reqId, msg: 'said', part: 'test' }));
      expect(said).toContainEqual(expect.objectContaining({ reqId, msg: 'answered' }));
    }
  });

  test('has no line in it that nobody checked', () => {
    expect(() => readyHead({ etag: '"1"\r\nset-cookie: a=b' })).toThrow('Invalid character');
    expect(() => readyHead({ 'e tag': '"1"' })).toThrow('valid HTTP token');
  });
});
