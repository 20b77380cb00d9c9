import { networkInterfaces } from 'node:os';
import { describe, expect, test } from 'vitest';
import { io } from 'socket.io-client';
import { rawHttp } from './raw-http.ts';
import { PRODUCTION_ENV, startTestServer } from './running-server.ts';

const HTTPS_HOST = new URL(PRODUCTION_ENV.PUBLIC_ORIGIN).host;

describe('local mode', () => {
  test('answers this machine alone, by its local names, without anything in between', async () => {
    const { port } = await startTestServer();
    const ask = (headers: Record<string, string>) => rawHttp({ port, path: '/healthz', headers });
    for (const host of [`localhost:${port}`, `127.0.0.1:${port}`, `[::1]:${port}`, 'LOCALHOST'])
      expect((await ask({ host })).status, host).toBe(200);
    for (const host of ['lantern.example', `localhost.evil.example:${port}`, '192.0.2.1', ''])
      expect((await ask({ host })).status, host).toBe(403);
    const forwarding = [
      'forwarded',
      'via',
      'x-real-ip',
      'x-forwarded-for',
      'x-forwarded-host',
      'x-forwarded-proto',
      'cf-connecting-ip',
      'true-client-ip',
    ];
    for (const name of forwarding) {
      const { status, body } = await ask({ [name]: '192.0.2.1' });
      expect(status, name).toBe(403);
      expect(JSON.parse(body)).toMatchObject({
        code: 'host-refused',
        message: expect.stringContaining(name),
      });
    }
  });

  test('says why in a browser, too', async () => {
    const { port } = await startTestServer();
    const headers = { host: 'lantern.example', accept: 'text/html' };
    const { status, body } = await rawHttp({ port, headers });
    expect(status).toBe(403);
    expect(body).toContain('answers only as localhost');
  });

  test('refuses a peer that is not this machine, even where it listens on all addresses', async () => {
    const outside = Object.values(networkInterfaces())
      .flat()
      .find((address) => address && !address.internal && address.family === 'IPv4');
    const { port } = await startTestServer({ env: { HOST: '0.0.0.0' } });
    const from = outside?.address;
    if (from === undefined) return expect(outside).toBeUndefined();
    const answer = await fetch(`http://${from}:${port}/healthz`);
    expect(answer.status).toBe(403);
  });

  test('opens no socket for a foreign name', async () => {
    const { port } = await startTestServer();
    const socket = io(`http://127.0.0.1:${port}`, {
      transports: ['websocket'],
      reconnection: false,
      extraHeaders: { host: 'lantern.example' },
    });
    const { promise, resolve } = Promise.withResolvers<string>();
    socket.on('connect', () => resolve('connected'));
    socket.on('connect_error', () => resolve('refused'));
    expect(await promise).toBe('refused');
    socket.close();
  });

  test('has a mailbox, a secret of its own and an enrolment link', async () => {
    const { port, enrolmentLink } = await startTestServer();
    expect((await rawHttp({ port, path: '/dev/mail.json' })).body).toBe('[]');
    expect(enrolmentLink).toMatch(
      new RegExp(`^http://localhost:${port}/dashboard/enrol#[\\w-]{43}$`, 'u'),
    );
  });
});

describe('production', () => {
  test('answers to its own name, sends strict headers and has no mailbox', async () => {
    const { port } = await startTestServer({ env: PRODUCTION_ENV });
    const ask = (path: string, host = HTTPS_HOST) => rawHttp({ port, path, headers: { host } });
    const answer = await ask('/api/v1/count');
    expect(answer.status).toBe(200);
    expect(answer.headers).toMatchObject({
      'strict-transport-security': 'max-age=63072000',
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'cross-origin',
      'access-control-allow-origin': '*',
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'; base-uri 'none'",
      'permissions-policy': expect.stringContaining('camera=()'),
    });
    expect((await ask('/api/v1/count', `localhost:${port}`)).status).toBe(403);
    expect((await ask('/api/v1/count', `${HTTPS_HOST}:443`)).status).toBe(200);
    expect((await ask('/dev/mail')).status).toBe(404);
    expect((await ask('/dev/mail.json')).status).toBe(404);
  });

  test('its health is asked for under any name, its metrics from this machine only', async () => {
    const { port } = await startTestServer({ env: PRODUCTION_ENV });
    const ask = (path: string, headers: Record<string, string>) => rawHttp({ port, path, headers });
    const probe = { host: '10.1.2.3:4000' };
    expect((await ask('/healthz', probe)).status).toBe(200);
    expect((await ask('/readyz', probe)).body).toBe('{"status":"ready"}');
    const metrics = await ask('/metrics', { host: `localhost:${port}` });
    expect(metrics.body).toMatch(
      /^http_request_duration_seconds_count\{.*route="\/healthz".*\} 1$/mu,
    );
    expect(metrics.body).toContain('lantern_mail_queued');
    expect(
      (await ask('/metrics', { host: HTTPS_HOST, 'x-forwarded-for': '192.0.2.1' })).status,
    ).toBe(404);
  });

  test('warns, once, when a proxy is in front that it was not told of', async () => {
    const { port, logs } = await startTestServer({ env: PRODUCTION_ENV });
    const headers = { host: HTTPS_HOST, 'x-forwarded-for': '203.0.113.99' };
    for (const path of ['/healthz', '/readyz']) await rawHttp({ port, path, headers });
    const warnings = logs()
      .split('\n')
      .filter((line) => line.includes('TRUST_PROXY'));
    expect(warnings).toHaveLength(1);
    expect(logs()).not.toContain('203.0.113.99');
  });

  test('only our own pages may act with a cookie', async () => {
    const { port } = await startTestServer({ env: PRODUCTION_ENV });
    const act = (headers: Record<string, string>) =>
      rawHttp({
        port,
        method: 'POST',
        path: '/trpc/auth.signOutEverywhere',
        headers: { host: HTTPS_HOST, 'content-type': 'application/json', ...headers },
        body: '{}',
      });
    expect((await act({ origin: 'https://evil.example' })).status).toBe(403);
    expect((await act({ cookie: 'a=b' })).status).toBe(403);
    expect((await act({ cookie: 'a=b', origin: 'null' })).status).toBe(403);
    expect((await act({ cookie: 'a=b', origin: PRODUCTION_ENV.PUBLIC_ORIGIN })).status).toBe(401);
  });
});
