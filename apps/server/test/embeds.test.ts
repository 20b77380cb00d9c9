import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { findBrowserBuilds } from '../src/app/web-app.ts';
import { projectRoot } from '../src/env.ts';
import { rawHttp } from './raw-http.ts';
import { endPartner, registerPartner } from './registered-partner.ts';
import { startTestServer, type TestServer } from './running-server.ts';

const builds = findBrowserBuilds(projectRoot(import.meta.dirname));
const PARTNER_SITE = 'https://church.example';

let server: TestServer;
const ask = (path: string, headers: Record<string, string> = {}) =>
  rawHttp({ port: server.port, path, headers: { accept: 'text/html', ...headers } });
const ancestorsOf = (policy: string | string[] | undefined) =>
  /frame-ancestors (?<list>[^;]+)/u.exec(String(policy))?.groups?.['list'];

// The whole test run builds the browser apps first; a run of this package alone may not have them.
describe.skipIf(builds.webServer === null)('frames for other sites', () => {
  beforeAll(async () => {
    server = await startTestServer();
    await registerPartner(server.databaseUrl, 'church', [PARTNER_SITE, 'https://b.example:8443']);
    const known = async () => {
      const { body } = await ask('/embed/sign?ref=church');
      if (!body.includes('value="church"')) throw new Error('not known yet');
    };
    await vi.waitFor(known, { timeout: 5_000, interval: 100 });
  });
  afterAll(() => server.stop());

  test('the form is framed by its partner’s sites, and by no other', async () => {
    const { headers } = await ask('/embed/sign?ref=church&lang=ko');
    expect(ancestorsOf(headers['content-security-policy'])).toBe(
      `${PARTNER_SITE} https://b.example:8443`,
    );
    for (const path of ['/embed/sign', '/embed/sign?ref=nobody', '/embed/sign?ref=%3Cb%3E']) {
      const { status, headers, body } = await ask(path);
      expect(status).toBe(200);
      expect(ancestorsOf(headers['content-security-policy'])).toBe("'none'");
      expect(body).not.toContain('<form');
    }
  });

  test('the number is framed by anyone', async () => {
    for (const path of ['/embed/counter', '/embed/counter?ref=nobody&lang=zh-Hans']) {
      const { headers, body } = await ask(path);
      expect(ancestorsOf(headers['content-security-policy'])).toBe('*');
      expect(body).toContain('data-total="0"');
    }
    expect((await ask('/embed/counter?ref=church')).body).toContain('href="/en?ref=church"');
    expect((await ask('/embed/counter?ref=nobody')).body).toContain('href="/en"');
  });

  test('a frame sets no cookie, runs nothing inline, is not listed, and is kept like a page', async () => {
    for (const path of ['/embed/sign?ref=church', '/embed/counter']) {
      const { headers, body } = await ask(path);
      expect(headers['set-cookie']).toBeUndefined();
      expect(headers['x-frame-options']).toBeUndefined();
      expect(headers).toMatchObject({
        'x-robots-tag': 'noindex',
        'cross-origin-resource-policy': 'cross-origin',
        'cross-origin-opener-policy': 'same-origin',
        'cache-control':
          'public, max-age=0, s-maxage=1, stale-while-revalidate=5, stale-if-error=86400',
      });
      expect(headers['content-security-policy']).toMatch(
        /script-src 'self'; require-trusted-types/u,
      );
      expect(body).not.toMatch(/<script(?![^>]*\ssrc=)|\son[a-z]+=|\sstyle=/u);
      const again = await ask(path, { 'if-none-match': headers.etag ?? '' });
      expect(again.status).toBe(304);
      expect(ancestorsOf(again.headers['content-security-policy'])).toBe(
        ancestorsOf(headers['content-security-policy']),
      );
    }
  });

  test('only partner, language and room make another frame of it', async () => {
    const usual = (await ask('/embed/sign?ref=church')).headers.etag;
    for (const same of ['&utm=1', '&theme=purple', '&lang=fr', '&lang=en', '&edition=2027&city=x'])
      expect((await ask(`/embed/sign?ref=church${same}`)).headers.etag).toBe(usual);
    const tags = new Set([usual]);
    for (const other of ['&theme=dark', '&theme=auto', '&lang=ko', '&lang=zh-Hans&theme=dark'])
      tags.add((await ask(`/embed/sign?ref=church${other}`)).headers.etag);
    expect(tags.size).toBe(5);
  });

  test('nobody is chosen for, and nothing is ticked beforehand', async () => {
    const { body } = await ask('/embed/sign?ref=church');
    for (const field of ['name', 'email', 'country', 'city', 'showName', 'deliverName', 'updates'])
      expect(body).toContain(`name="${field}"`);
    expect(body).not.toMatch(/\s(?:checked|selected)/u);
    const form = /<form[^>]*>/u.exec(body)?.[0] ?? '';
    for (const part of ['target="_blank"', 'rel="noopener"', 'method="post"'])
      expect(form).toContain(part);
  });

  test('a refused form is our own page, filled in, with its code, and framed by nobody', async () => {
    const form = { name: 'Kim', email: 'no address', country: 'KR', locale: 'en', ref: 'church' };
    const { status, headers, body } = await rawHttp({
      port: server.port,
      method: 'POST',
      path: '/api/v1/signatures',
      headers: { 'content-type': 'application/x-www-form-urlencoded', origin: 'null' },
      body: new URLSearchParams(form).toString(),
    });
    expect(status).toBe(422);
    expect(headers['x-frame-options']).toBe('DENY');
    expect(ancestorsOf(headers['content-security-policy'])).toBe("'none'");
    expect(body).toMatch(/<input[^>]*name="ref"[^>]*value="church"/u);
    expect(body).toContain('value="no address"');
  });

  test('everything else keeps its denial, and a page cannot be had under codes that are nobody’s', async () => {
    for (const path of ['/en', '/en?ref=church', '/en/petition', '/dashboard']) {
      const { headers } = await ask(path);
      expect(headers['x-frame-options']).toBe('DENY');
      expect(ancestorsOf(headers['content-security-policy'])).toBe("'none'");
    }
    expect((await ask('/en?ref=church')).body).toContain('value="church"');
    const [plain, unknown] = [await ask('/en'), await ask('/en?ref=nobody')];
    expect(unknown.headers.etag).toBe(plain.headers.etag);
  });

  test('the script that fits heights may be loaded by any site', async () => {
    const { status, headers } = await ask('/embed/resize.js');
    expect(status).toBe(200);
    expect(headers).toMatchObject({
      'cross-origin-resource-policy': 'cross-origin',
      'content-type': 'application/javascript; charset=utf-8',
    });
  });

  test('an ended partner’s frame says so calmly on its own sites; its code brings nothing more', async () => {
    await registerPartner(server.databaseUrl, 'passing', [PARTNER_SITE]);
    const read = () => ask('/embed/sign?ref=passing');
    await expect.poll(async () => (await read()).body, { timeout: 5_000 }).toContain('<form');
    await endPartner(server.databaseUrl, 'passing');
    await expect.poll(async () => (await read()).body, { timeout: 5_000 }).not.toContain('<form');
    const { headers, body } = await read();
    expect(ancestorsOf(headers['content-security-policy'])).toBe(PARTNER_SITE);
    expect(body).toContain('not offered here');
    expect((await ask('/embed/counter?ref=passing')).body).toContain('href="/en"');
  });
});
