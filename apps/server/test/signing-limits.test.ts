import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findBrowserBuilds } from '../src/app/web-app.ts';
import { DEFAULT_LIMITS } from '../src/features/signing/signing.seams.ts';
import { projectRoot } from '../src/env.ts';
import { outsideSigner, type OutsideSigner } from './outside-signer.ts';
import { rawHttp } from './raw-http.ts';
import { startTestServer, type TestServer } from './running-server.ts';

const builds = findBrowserBuilds(projectRoot(import.meta.dirname));
const CROWD = 300;

test('a crowd behind one Wi-Fi, each looking, failing and confirming, is far below every cap', () => {
  expect(DEFAULT_LIMITS.actsPerNetworkHour).toBeGreaterThan(CROWD * 10);
  expect(DEFAULT_LIMITS.looksPerNetworkHour).toBeGreaterThan(CROWD * 10);
  // Who may sign may confirm, with a few tries at the code.
  expect(DEFAULT_LIMITS.actsPerNetworkHour).toBeGreaterThanOrEqual(
    DEFAULT_LIMITS.submissionsPerNetworkHour * 5,
  );
});

describe.skipIf(builds.webServer === null)('above the caps of a network', () => {
  let server: TestServer;
  let signer: OutsideSigner;
  beforeAll(async () => {
    server = await startTestServer({
      signingLimits: { actsPerNetworkHour: 4, looksPerNetworkHour: 6 },
    });
    signer = await outsideSigner(server.port);
  });
  afterAll(() => server.stop());

  const html = { accept: 'text/html' };
  const post = (path: string, fields: Record<string, string>) =>
    rawHttp({
      port: server.port,
      method: 'POST',
      path,
      headers: { ...html, 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams(fields).toString(),
    });
  const expectWait = (headers: Record<string, unknown>) => {
    const wait = Number(headers['retry-after']);
    expect(wait).toBeGreaterThan(0);
    expect(wait).toBeLessThanOrEqual(600);
  };

  test('looks, presses and forms are turned away with a page and the wait; others change nothing', async () => {
    const { mail } = await signer.sign('above@one.example');
    const confirm = { token: mail.token('confirm') };
    expect((await post('/en/petition/confirm', confirm)).status).toBe(303);

    let look = await rawHttp({ port: server.port, path: mail.path('withdraw'), headers: html });
    for (let again = 0; again < 6 && look.status === 200; again += 1)
      look = await rawHttp({ port: server.port, path: mail.path('withdraw'), headers: html });
    expect(look.status).toBe(429);
    expectWait(look.headers);
    expect(look.headers['cache-control']).toBe('no-store');
    expect(look.body).toContain('<h1');

    const wrong = { email: 'above@one.example', code: '000000' };
    for (let guess = 0; guess < 3; guess += 1)
      expect((await post('/ko/petition/check-mail', wrong)).status).toBe(422);
    for (const [path, fields] of [
      ['/ko/petition/check-mail', wrong],
      ['/ko/petition/confirm', wrong],
    ] as const) {
      const refused = await post(path, fields);
      expect([path, refused.status]).toEqual([path, 429]);
      expectWait(refused.headers);
      expect(refused.headers['content-type']).toContain('text/html');
      // What was typed is still there.
      expect(refused.body).toContain('value="above@one.example"');
    }
  });

  test('the procedures answer the same as JSON', async () => {
    const refused = await rawHttp({
      port: server.port,
      method: 'POST',
      path: '/trpc/signing.erase',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ token: 'A'.repeat(43) }),
    });
    expect(refused.status).toBe(429);
    expect(refused.body).toContain('too-many-requests');
    expect(refused.body).toMatch(/"retryAfterSeconds":[1-9]/u);
  });
});
