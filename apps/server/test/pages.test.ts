import { brotliDecompressSync } from 'node:zlib';
import { request } from 'node:http';
import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { openDatabase } from '@lantern/db/database';
import { createTestDatabase } from '@lantern/db/testing';
import { describe, expect, onTestFinished, test } from 'vitest';
import { findBrowserBuilds } from '../src/app/web-app.ts';
import { projectRoot } from '../src/env.ts';
import { registerPartner } from './registered-partner.ts';
import { rawHttp } from './raw-http.ts';
import { startTestServer } from './running-server.ts';

const builds = findBrowserBuilds(projectRoot(import.meta.dirname));
const HTML = { accept: 'text/html' };

test('the first address leads to the reader\u2019s language and keeps what matters', async () => {
  const { port, databaseUrl } = await startTestServer();
  await registerPartner(databaseUrl, 'church');
  const ask = (path: string, language: string) =>
    rawHttp({ port, path, headers: { ...HTML, 'accept-language': language } });
  const { status, headers } = await ask('/', 'zh-TW,zh;q=0.9');
  expect(status).toBe(302);
  expect(headers).toMatchObject({ location: '/zh-Hans', vary: 'accept-language' });
  expect((await ask('/?ref=church&utm=x', 'ko')).headers.location).toBe('/ko?ref=church');
  expect((await ask('/?ref=nobody', 'ko')).headers.location).toBe('/ko');
});

// The whole test run builds the browser apps first; a run of this package alone may not have them.
describe.skipIf(builds.webServer === null)('the public site', () => {
  test('is one rendering for all, compressed, with a policy for its own scripts only', async () => {
    const { port } = await startTestServer();
    const { headers, body } = await rawHttp({ port, path: '/ko', headers: HTML });
    expect(headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'content-language': 'ko',
      'cache-control':
        'public, max-age=0, s-maxage=1, stale-while-revalidate=5, stale-if-error=86400',
    });
    expect(headers['content-security-policy']).toMatch(
      /script-src 'self'; require-trusted-types-for 'script'$/u,
    );
    expect(headers['set-cookie']).toBeUndefined();
    const same = await rawHttp({
      port,
      path: '/ko?fbclid=x',
      headers: { ...HTML, 'if-none-match': headers.etag ?? '' },
    });
    expect(same.status).toBe(304);
    expect(await compressed(port, '/ko')).toBe(body);
  });

  test('its hashed files are sent as the build compressed them, and kept for ever', async () => {
    const { port } = await startTestServer();
    const { body } = await rawHttp({ port, path: '/en', headers: HTML });
    const file = /\/assets\/[\w.-]+\.css/u.exec(body)?.[0] ?? '';
    const ask = (encoding: string) =>
      rawHttp({ port, path: file, method: 'HEAD', headers: { 'accept-encoding': encoding } });
    const { status, headers } = await ask('gzip, br');
    expect(status).toBe(200);
    expect(headers).toMatchObject({
      'content-encoding': 'br',
      'content-type': 'text/css; charset=utf-8',
      'cache-control': 'public, max-age=31536000, immutable',
    });
    expect((await ask('identity')).headers['content-encoding']).toBeUndefined();
  });

  test('a page opened by a token is nobody else\u2019s and kept by nobody', async () => {
    const { port } = await startTestServer();
    const path = `/en/petition/confirm?token=${'t'.repeat(43)}`;
    const { headers } = await rawHttp({ port, path, headers: HTML });
    expect(headers['cache-control']).toBe('no-store');
    expect(headers['x-robots-tag']).toBe('noindex');
    expect(headers.etag).toBeUndefined();
  });

  test('an unknown page is the site\u2019s own, in the reader\u2019s language', async () => {
    const { port } = await startTestServer();
    const headers = { ...HTML, 'accept-language': 'ko' };
    const answer = await rawHttp({ port, path: '/no/such/page', headers });
    expect(answer.status).toBe(404);
    expect(answer.body).toContain('<html lang="ko"');
    expect((await rawHttp({ port, path: '/ko/nothing', headers })).status).toBe(404);
  });

  test('a refused form comes back with what was typed and what is wrong', async () => {
    const { port } = await startTestServer();
    const form = new URLSearchParams({
      name: 'Kim <b>Mi</b>',
      email: 'no address',
      country: 'XX',
      locale: 'ko',
      textHash: '',
    });
    const { status, headers, body } = await rawHttp({
      port,
      method: 'POST',
      path: '/api/v1/signatures',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: form.toString(),
    });
    expect(status).toBe(422);
    expect(headers['cache-control']).toBe('no-store');
    expect(body).toContain('<html lang="ko"');
    expect(body).toContain('value="Kim &lt;b&gt;Mi&lt;/b&gt;"');
    expect(body).toContain('aria-invalid="true"');
  });

  test('pages that were read answer on when the database is gone; readiness says what failed', async () => {
    const database = await createTestDatabase();
    let later = 0;
    const clock = { now: () => new Date(Date.now() + later) };
    const options = { databaseUrl: database.url, logLevel: 'silent', clock };
    const { port } = await startTestServer(options);
    const first = await rawHttp({ port, path: '/en', headers: HTML });
    expect(first.status).toBe(200);
    await lose(database.url);
    await expect
      .poll(async () => (await rawHttp({ port, path: '/readyz' })).status, { timeout: 10_000 })
      .toBe(503);
    const failing = JSON.parse((await rawHttp({ port, path: '/readyz' })).body) as unknown;
    expect(failing).toMatchObject({
      status: 'not-ready',
      failing: expect.arrayContaining(['database', 'mail-queue']),
    });
    expect((await rawHttp({ port, path: '/healthz' })).status).toBe(200);
    later = 10 * 60_000;
    const again = await rawHttp({ port, path: '/en', headers: HTML });
    expect(again.status).toBe(200);
    expect(again.body).toBe(first.body);
  });
});

describe.skipIf(builds.dashboard === null)('the dashboard', () => {
  test('is one page under all its addresses, and a missing file is missing', async () => {
    const { port } = await startTestServer();
    const page = await rawHttp({ port, path: '/dashboard', headers: HTML });
    expect(page.status).toBe(200);
    expect(page.headers['cache-control']).toBe('no-cache');
    expect((await rawHttp({ port, path: '/dashboard/people/1', headers: HTML })).body).toBe(
      page.body,
    );
    expect((await rawHttp({ port, path: '/dashboard/assets/gone.js' })).status).toBe(404);
  });
});

/** No new connection, and the old ones cut: what a failed database looks like. */
async function lose(url: string): Promise<void> {
  const { pathname } = new URL(url);
  const name = pathname.slice(1);
  const maintenance = new URL(url);
  maintenance.pathname = '/postgres';
  const db = openDatabase({ url: maintenance.href, max: 1 });
  const run = (sql: string) => db.pool.query(sql);
  await run(`ALTER DATABASE "${name}" ALLOW_CONNECTIONS false`);
  await run(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '${name}'`);
  onTestFinished(async () => {
    await run(`DROP DATABASE "${name}" WITH (FORCE)`);
    await db.close();
  });
}

async function compressed(port: number, path: string): Promise<string> {
  const headers = { host: `localhost:${port}`, 'accept-encoding': 'gzip, br' };
  const sent = request({ host: '127.0.0.1', port, path, headers, agent: false }).end();
  const [answer] = (await once(sent, 'response')) as [IncomingMessage];
  expect(answer.headers['content-encoding']).toBe('br');
  return brotliDecompressSync(await buffer(answer)).toString();
}

describe.skipIf(builds.webServer === null)('what search engines are told', () => {
  test('robots.txt closes what is one person\u2019s or staff\u2019s and names the sitemap', async () => {
    const { port, origin } = await startTestServer();
    const { status, headers, body } = await rawHttp({ port, path: '/robots.txt' });
    expect({ status, type: headers['content-type'] }).toEqual({
      status: 200,
      type: 'text/plain; charset=utf-8',
    });
    for (const closed of ['/dashboard', '/trpc', '/api/v1/signatures', '/ko/petition/confirm'])
      expect(body).toContain(`\nDisallow: ${closed}\n`);
    expect(body).toContain(`Sitemap: ${origin}/sitemap.xml`);
  });

  test('every address of the sitemap is a page that names itself as canonical', async () => {
    const { port, origin } = await startTestServer();
    const sitemap = await rawHttp({ port, path: '/sitemap.xml' });
    expect(sitemap.headers['content-type']).toBe('application/xml; charset=utf-8');
    const addresses = [...sitemap.body.matchAll(/<loc>(.*?)<\/loc>/gu)].map(([, url]) => url ?? '');
    expect(addresses.length).toBeGreaterThanOrEqual(9);
    for (const address of addresses) {
      const page = await rawHttp({ port, path: address.slice(origin.length), headers: HTML });
      expect(page.status, address).toBe(200);
      expect(page.body).toContain(`<link rel="canonical" href="${address}"/>`);
      expect(page.body).not.toContain('noindex');
    }
  });

  test('pages of staff and embeds are kept out, icons are kept an hour only', async () => {
    const { port } = await startTestServer();
    const ask = async (path: string) => (await rawHttp({ port, path, headers: HTML })).headers;
    for (const path of ['/dashboard', '/trpc/x', '/embed/counter'])
      expect((await ask(path))['x-robots-tag'], path).toBe('noindex');
    for (const path of ['/favicon.ico', '/icon-192.png', '/apple-touch-icon.png'])
      expect((await ask(path))['cache-control'], path).toBe(
        'public, max-age=3600, stale-if-error=86400',
      );
    expect((await ask('/zh-Hans/manifest.webmanifest'))['content-type']).toBe(
      'application/manifest+json; charset=utf-8',
    );
  });
});
