import { Writable } from 'node:stream';
import { expect, onTestFinished, test } from 'vitest';
import { rawHttp } from '../../test/raw-http.ts';
import { answerPlainly, asFault } from './http-fault.ts';
import { createHttpServer } from './http-server.ts';
import { createLogger } from './logger.ts';
import { registerPublicJson } from './public-json.ts';

test('a table that cannot be made is answered as a fault, which no cache keeps', async () => {
  const app = createHttpServer({
    log: createLogger('silent', new Writable()),
    onAnswered: () => undefined,
    secure: true,
    trustProxy: 0,
  });
  onTestFinished(() => app.close());
  app.setErrorHandler((error, _request, reply) => answerPlainly(reply, asFault(error)));
  registerPublicJson(app, {
    path: '/api/v1/broken',
    answer: async () => ({ body: {}, json: '{}', tag: '1' }),
    table: () => {
      throw new Error('no table');
    },
    sharedSeconds: 1,
  });
  await app.listen({ port: 0, host: '127.0.0.1' });
  const address = app.server.address();
  const port = typeof address === 'object' ? (address?.port ?? 0) : 0;
  const ask = (accept: string) => rawHttp({ port, path: '/api/v1/broken', headers: { accept } });
  expect((await ask('application/json')).status).toBe(200);
  const { status, headers } = await ask('text/csv');
  expect(status).toBe(500);
  expect(headers).toMatchObject({
    'cache-control': 'no-store',
    'access-control-allow-origin': '*',
  });
  expect(headers).not.toHaveProperty('etag');
});
