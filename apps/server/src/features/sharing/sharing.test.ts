import { LOCALES } from '@lantern/schemas/locale';
import Fastify from 'fastify';
import sharp from 'sharp';
import { expect, onTestFinished, test } from 'vitest';
import { DomainError } from '../../platform/domain-error.ts';
import { answerPlainly, asFault } from '../../platform/http-fault.ts';
import { pictureSvg } from './picture.ts';
import paths from './picture-paths.json' with { type: 'json' };
import words from './picture-words.json' with { type: 'json' };
import { registerSharingRoutes } from './sharing.routes.ts';
import { createSharingService } from './sharing.service.ts';

const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** The real routes and renderer over a number, an edition and a clock that a test moves by hand. */
function world() {
  const state = {
    total: 12_345,
    asOf: '2027-03-03T12:00:00.000Z',
    now: 0,
    closesAt: new Date('2027-09-24T03:59:59Z'),
  };
  const app = Fastify();
  app.setErrorHandler((error, _request, reply) => answerPlainly(reply, asFault(error)));
  const kinds = { '2027': 'real', rehearsal: 'rehearsal' } as const;
  const service = createSharingService({
    editionFor: async (slug = '2027') => {
      if (slug !== '2027' && slug !== 'rehearsal') throw new DomainError('edition-unknown');
      return { id: slug, kind: kinds[slug], closesAt: state.closesAt };
    },
    currentCount: async () => ({ total: state.total, asOf: state.asOf }),
    monotonic: () => state.now,
  });
  registerSharingRoutes(app, service);
  onTestFinished(() => app.close());
  const get = (url: string, headers: Record<string, string> = {}) =>
    app.inject({ method: 'GET', url, headers });
  return { state, get };
}

test.each(LOCALES)('%s: the picture is a PNG of the size that is announced', async (locale) => {
  const { get } = world();
  const answer = await get(`/og/${locale}.png`);
  expect(answer.headers).toMatchObject({
    'content-type': 'image/png',
    'cache-control': 'public, max-age=30, s-maxage=30, stale-if-error=86400',
    'cross-origin-resource-policy': 'cross-origin',
  });
  expect(answer.rawPayload.subarray(0, 8)).toEqual(PNG);
  const { width, height } = await sharp(answer.rawPayload).metadata();
  expect({ width, height }).toEqual({ width: 1200, height: 630 });
  expect(answer.rawPayload.length).toBeLessThan(120_000);
});

test('it is drawn anew for a new number, but not more than twice a minute', async () => {
  const { state, get } = world();
  const first = await get('/og/en.png');
  state.total += 1;
  state.now += 29_000;
  expect((await get('/og/en.png')).headers.etag).toBe(first.headers.etag);
  state.now += 2_000;
  const second = await get('/og/en.png');
  expect(second.headers.etag).not.toBe(first.headers.etag);
  expect(second.rawPayload.equals(first.rawPayload)).toBe(false);
  const known = await get('/og/en.png', { 'if-none-match': String(second.headers.etag) });
  expect(known.statusCode).toBe(304);
});

test('each language has its own words, and an unknown edition no picture', async () => {
  const { get } = world();
  const tags = await Promise.all(
    LOCALES.map(async (l) => (await get(`/og/${l}.png`)).headers.etag),
  );
  expect(new Set(tags).size).toBe(LOCALES.length);
  expect((await get('/og/en.png?edition=1999')).statusCode).toBe(404);
  expect((await get('/og/fr.png')).statusCode).toBe(404);
});

test.each(LOCALES)('%s: a rehearsal and a closed petition are marked', async (locale) => {
  const facts = { locale, total: 7, asOf: new Date('2027-03-03T12:00:00Z') };
  const open = pictureSvg({ ...facts, kind: 'real', closed: false });
  const { rehearsal, closed } = paths.words[locale];
  expect(open).not.toContain(rehearsal.path);
  expect(open).not.toContain(closed.path);
  expect(pictureSvg({ ...facts, kind: 'rehearsal', closed: false })).toContain(rehearsal.path);
  expect(pictureSvg({ ...facts, kind: 'real', closed: true })).toContain(closed.path);
  expect(words[locale].rehearsal).toContain('REHEARSAL');
});

test('a picture tells whether its petition was still open when its number was read', async () => {
  const { state, get } = world();
  const open = await get('/og/ko.png');
  state.asOf = '2027-10-01T00:00:00.000Z';
  state.now += 60_000;
  const late = await get('/og/ko.png');
  state.closesAt = new Date('2028-01-01T00:00:00Z');
  state.now += 60_000;
  const moved = await get('/og/ko.png');
  expect(new Set([open, late, moved].map(({ headers }) => headers.etag)).size).toBe(3);
});

test('the words are drawn as they are written, and need no font of the machine', () => {
  for (const locale of LOCALES)
    for (const [key, { text }] of Object.entries(paths.words[locale]))
      expect(text).toBe(Object.entries(words[locale]).find(([name]) => name === key)?.[1]);
  const svg = pictureSvg({
    locale: 'ko',
    total: 9_876_543_210,
    asOf: new Date(0),
    kind: 'rehearsal',
    closed: true,
  });
  expect(svg).not.toMatch(/<text|font|<image|href|NaN|undefined/u);
});
