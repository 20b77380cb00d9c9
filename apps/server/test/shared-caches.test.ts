import { expect, test } from 'vitest';
import { rawHttp } from './raw-http.ts';
import { startTestServer } from './running-server.ts';

const TOKEN = 't'.repeat(43);

/** A page of everybody's; no browser keeps it unasked. */
const PAGE = 'public, max-age=0, s-maxage=1, stale-while-revalidate=5, stale-if-error=86400';
const JSON_1_S = 'public, max-age=1, s-maxage=1, stale-while-revalidate=5, stale-if-error=86400';
const JSON_2_S = 'public, max-age=2, s-maxage=2, stale-while-revalidate=10, stale-if-error=86400';

test('what a cache between may keep is what everybody may see, and the same for everybody', async () => {
  const { port } = await startTestServer();
  const ask = async (path: string, headers: Record<string, string> = {}) => {
    const answer = await rawHttp({ port, path, headers });
    return answer.headers['cache-control'];
  };
  for (const [path, rule] of [
    ['/', 'private, max-age=60'],
    ['/api/v1/petition', JSON_2_S],
    ['/api/v1/count', JSON_1_S],
    ['/api/v1/countries', JSON_2_S],
    ['/api/v1/cities', JSON_2_S],
    ['/api/v1/history', JSON_2_S],
    ['/api/v1/corrections', JSON_2_S],
    ['/api/v1/feed?after=0', JSON_1_S],
    ['/api/v1/count?edition=none', 'no-store'],
    ['/api/v1/none', 'no-store'],
    ['/trpc/overview.read', 'no-store'],
    ['/readyz', 'no-store'],
  ] as const)
    expect([path, await ask(path)]).toEqual([path, rule]);
  // A cache that heeds no `Vary: Accept` must not answer with a table to who asked for JSON.
  expect(await ask('/api/v1/count', { accept: 'text/csv' })).toBe('private, max-age=1');
});

test('pages of everybody may be kept for a second, those with a token never', async ({ skip }) => {
  const { port } = await startTestServer();
  const ask = (path: string, headers: Record<string, string> = {}) =>
    rawHttp({ port, path, headers: { accept: 'text/html', ...headers } });
  const page = await ask('/en/petition');
  if (page.status === 404) skip('the public site was not built');
  expect(page.headers['cache-control']).toBe(PAGE);
  // Compressed or not, one tag: only a weak one may say that of two bodies.
  const compressed = await ask('/en/petition', { 'accept-encoding': 'br' });
  for (const { headers } of [page, compressed]) expect(headers.etag).toMatch(/^W\/"/u);
  for (const path of ['confirm', 'check-mail', 'withdraw', 'erase', 'unsubscribe'])
    expect([
      path,
      (await ask(`/en/petition/${path}?token=${TOKEN}`)).headers['cache-control'],
    ]).toEqual([path, 'no-store']);
  expect((await ask('/en/none')).headers['cache-control']).toBe('no-store');
});
