import { expect, test } from 'vitest';
import { findBrowserBuilds } from '../src/app/web-app.ts';
import { projectRoot } from '../src/env.ts';
import { rawHttp } from './raw-http.ts';
import { registerPartner } from './registered-partner.ts';
import { PRODUCTION_ENV, startTestServer } from './running-server.ts';

const builds = findBrowserBuilds(projectRoot(import.meta.dirname));
const HOST = new URL(PRODUCTION_ENV.PUBLIC_ORIGIN).host;
const TOKEN = 't'.repeat(43);
const FORM = { 'content-type': 'application/x-www-form-urlencoded' };

/** One address of each kind of answer, and how it is asked for. */
const KINDS: Record<string, { path: string; headers?: Record<string, string>; post?: string }> = {
  page: { path: '/en' },
  'page for one person': { path: `/en/petition/confirm?token=${TOKEN}` },
  'missing page': { path: '/ko/nothing' },
  'refused form': { path: '/api/v1/signatures', headers: FORM, post: 'locale=en' },
  'refused message': { path: '/en/contact', headers: FORM, post: 'topic=other' },
  json: { path: '/api/v1/count' },
  csv: { path: '/api/v1/countries', headers: { accept: 'text/csv' } },
  'json fault': { path: '/api/v1/count?edition=none' },
  'text of a version': { path: '/en/petition/versions/1.txt' },
  'way to unsubscribe': { path: `/api/v1/unsubscribe?locale=en&token=${TOKEN}` },
  procedure: { path: '/trpc/supporters.newest?input=%7B%7D' },
  'refused procedure': { path: '/trpc/contact.list' },
  session: { path: '/api/auth/get-session' },
  picture: { path: '/og/en.png' },
  'site map': { path: '/sitemap.xml' },
  'frame for anyone': { path: '/embed/counter' },
  'frame for a partner': { path: '/embed/sign?ref=church' },
  'frame for nobody': { path: '/embed/sign?ref=nobody' },
  'script of frames': { path: '/embed/resize.js' },
  icon: { path: '/favicon.svg' },
  desk: { path: '/dashboard' },
  'phone app': { path: '/dashboard/field' },
  'phone app’s worker': { path: '/dashboard/field/sw.js' },
  'mail at the desk': {
    path: '/dashboard/news/019b0000-0000-7000-8000-000000000000/mail/en',
  },
  // Refused before any route; no hook has run.
  'no address': { path: '/%E0%A4' },
};
const NAMES = [
  'content-security-policy',
  'x-frame-options',
  'cross-origin-opener-policy',
  'cross-origin-resource-policy',
  'x-robots-tag',
  'access-control-allow-origin',
  'cache-control',
  'service-worker-allowed',
  'set-cookie',
  'server',
  'x-powered-by',
];

// The whole test run builds the browser apps first; a run of this package alone may not have them.
test.skipIf(builds.webServer === null || builds.dashboard === null)(
  'every kind of answer carries the headers it is known by',
  async () => {
    const { port, databaseUrl } = await startTestServer({ env: PRODUCTION_ENV });
    await registerPartner(databaseUrl, 'church', ['https://church.example']);
    const ask = ({ path, headers = {}, post }: (typeof KINDS)[string]) =>
      rawHttp({
        port,
        path,
        headers: { host: HOST, ...headers },
        ...(post !== undefined && { method: 'POST', body: post }),
      });
    await expect
      .poll(async () => (await ask({ path: '/embed/sign?ref=church' })).body, { timeout: 5_000 })
      .toContain('<form');
    const seen: string[] = [];
    for (const [kind, asked] of Object.entries(KINDS)) {
      const { status, headers } = await ask(asked);
      const shown = NAMES.filter((name) => headers[name] !== undefined).map(
        (name) => `  ${name}: ${withoutHashes(String(headers[name]))}`,
      );
      seen.push(`${kind} (${status})`, ...shown);
      expect(headers, kind).toMatchObject(EVERYWHERE);
    }
    expect(seen.join('\n')).toMatchSnapshot();
  },
);

/** The same on every answer, whatever wrote it. */
const EVERYWHERE = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'strict-transport-security': 'max-age=63072000',
  'permissions-policy': expect.stringContaining('camera=()'),
  'origin-agent-cluster': '?1',
  'x-dns-prefetch-control': 'off',
  'x-download-options': 'noopen',
  'x-permitted-cross-domain-policies': 'none',
  'x-xss-protection': '0',
  'x-request-id': expect.stringMatching(/./u),
};

/** What a page's own scripts are is said by their hashes, which differ from build to build. */
const withoutHashes = (policy: string) => policy.replaceAll(/(?: 'sha256-[\w+/=]+')+/gu, ' HASHES');
