import { beforeEach, describe, expect, test } from 'vitest';
import { createPageCache, FRESH_MS, LAST_RESORT_MS, STALE_MS } from './page-cache.ts';

interface TestPage {
  status: number;
  body: string;
}

let now = 0;
let rendered = 0;
const clock = { now: () => new Date(now) };
const newCache = (maxPages?: number) =>
  createPageCache<TestPage>({
    clock,
    keep: (page) => page.status === 200,
    failed: (page) => page.status >= 500,
    ...(maxPages !== undefined && { maxPages }),
  });
const good = async (): Promise<TestPage> => ({ status: 200, body: `rendering ${(rendered += 1)}` });
const broken = async (): Promise<TestPage> => ({ status: 503, body: 'broken' });
const throwing = (): Promise<TestPage> => Promise.reject(new Error('database lost'));

beforeEach(() => {
  now = 1_000_000;
  rendered = 0;
});

test('a second of readers costs one rendering', async () => {
  const cache = newCache();
  const first = await Promise.all([cache.get('/en', good), cache.get('/en', good)]);
  now += FRESH_MS - 1;
  const later = await cache.get('/en', good);
  expect([...first, later].map((page) => page.body)).toEqual(Array(3).fill('rendering 1'));
});

test('a page is at hand for its second, and never for longer', async () => {
  const cache = newCache();
  expect(cache.fresh('/en')).toBeUndefined();
  await cache.get('/en', good);
  now += FRESH_MS - 1;
  expect(cache.fresh('/en')?.body).toBe('rendering 1');
  now += 1;
  expect(cache.fresh('/en')).toBeUndefined();
});

test('a page just past its second is answered at once and renewed behind', async () => {
  const cache = newCache();
  await cache.get('/en', good);
  now += FRESH_MS;
  expect((await cache.get('/en', good)).body).toBe('rendering 1');
  expect((await cache.get('/en', good)).body).toBe('rendering 2');
});

test('an old page is not shown while a new one can be had', async () => {
  const cache = newCache();
  await cache.get('/en', good);
  now += STALE_MS;
  expect((await cache.get('/en', good)).body).toBe('rendering 2');
});

describe('while nothing can be rendered', () => {
  test.each([
    ['a failed page', broken],
    ['a thrown fault', throwing],
  ])('%s leaves the last good one standing', async (_name, fails) => {
    const cache = newCache();
    await cache.get('/en', good);
    now += LAST_RESORT_MS - 1;
    expect((await cache.get('/en', fails)).body).toBe('rendering 1');
  });

  test('nobody waits for the next try right after a failure', async () => {
    const cache = newCache();
    await cache.get('/en', good);
    now += STALE_MS;
    let tries = 0;
    const counted = () => {
      tries += 1;
      return throwing();
    };
    await cache.get('/en', counted);
    await cache.get('/en', counted);
    expect(tries).toBe(1);
    now += 1_000;
    expect((await cache.get('/en', good)).body).toBe('rendering 2');
  });

  test('a page nobody has read before tells the fault', async () => {
    const cache = newCache();
    expect((await cache.get('/ko', broken)).status).toBe(503);
    await expect(cache.get('/ko', throwing)).rejects.toThrow('database lost');
    expect((await cache.get('/ko', good)).body).toBe('rendering 1');
  });
});

test('what is not to be kept is rendered again', async () => {
  const cache = newCache();
  const missing = async () => ({ status: 404, body: `missing ${(rendered += 1)}` });
  await cache.get('/en/x', missing);
  expect((await cache.get('/en/x', missing)).body).toBe('missing 2');
});

test('keys never fill the memory', async () => {
  const cache = newCache(2);
  await cache.get('/1', good);
  await cache.get('/2', good);
  await cache.get('/3', good);
  expect((await cache.get('/3', good)).body).toBe('rendering 3');
  expect((await cache.get('/1', good)).body).toBe('rendering 4');
});
