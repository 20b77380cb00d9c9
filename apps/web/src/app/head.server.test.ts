import { LOCALES } from '@lantern/schemas/locale';
import { expect, test } from 'vitest';
import { withHead, type DrawnPage } from './head.server.ts';

const ORIGIN = 'https://example.org';
const edition = { asked: null, rehearsal: false, day: '2027-09-24' };
const html = (head: string, main = '<main><p>x</p></main>') =>
  `<html><head><title>A &amp; B · Save North Korean Refugees Day</title>${head}</head><body>${main}</body></html>`;
const described = html('<meta name="description" content="Say &quot;no&quot;"/>');

function head(path: string, given: Partial<DrawnPage> = {}, page = described): string {
  const url = new URL(path, ORIGIN);
  const drawn = withHead(page, { url, locale: 'en', status: 200, edition, ...given });
  return drawn.slice(0, drawn.indexOf('</head>'));
}

test('an address is canonical without what tracks or tunes it, and keeps its edition', () => {
  const canonical = `<link rel="canonical" href="${ORIGIN}/en/petition"/>`;
  expect(head('/en/petition?ref=church&chart=hour&city=seoul')).toContain(canonical);
  const past = { edition: { ...edition, asked: '2026' } };
  expect(head('/en/petition?edition=2026&ref=church', past)).toContain(
    `<link rel="canonical" href="${ORIGIN}/en/petition?edition=2026"/>`,
  );
});

test('every language is named, and where those go who read none of them', () => {
  const tags = head('/en/petition');
  for (const locale of LOCALES)
    expect(tags).toContain(`hreflang="${locale}" href="${ORIGIN}/${locale}/petition"`);
  expect(tags).toContain(`hreflang="x-default" href="${ORIGIN}/en/petition"`);
  expect(head('/en')).toContain(`hreflang="x-default" href="${ORIGIN}/"`);
});

test('what is shared is the page’s own title and description, with a picture in its language', () => {
  const tags = head('/en/petition');
  expect(tags).toContain('<meta property="og:title" content="A &amp; B"/>');
  expect(tags).toContain('<meta property="og:description" content="Say &quot;no&quot;"/>');
  expect(tags).toContain(`<meta property="og:image" content="${ORIGIN}/og/en.png"/>`);
  expect(tags).toMatch(/og:image:alt" content="[^"]{20}/u);
  expect(tags).toContain('<meta name="twitter:card" content="summary_large_image"/>');
});

test.each([
  ['a personal page', {}, html('<meta name="robots" content="noindex"/>')],
  ['a fault', { status: 404 }, described],
  ['a page of no edition', { edition: null }, described],
])('%s is shared with nobody', (_what, given, page) => {
  const tags = head('/en/petition/confirm', given, page);
  expect(tags).not.toMatch(/og:|canonical|hreflang|ld\+json/u);
  expect(tags).toContain('rel="manifest"');
});

test('a rehearsal stays out of search engines and claims nothing', () => {
  const tags = head('/en', { edition: { ...edition, asked: 'rehearsal', rehearsal: true } });
  expect(tags).toContain('<meta name="robots" content="noindex"/>');
  expect(tags).toContain('/og/en.png?edition=rehearsal');
  expect(tags).not.toContain('ld+json');
});

test('the first page says what the day is; nothing in it can end its element', () => {
  const json = /<script type="application\/ld\+json">(.*?)<\/script>/u.exec(head('/en'))?.[1] ?? '';
  expect(JSON.parse(json)['@graph']).toMatchObject([
    { '@type': 'WebSite', inLanguage: 'en' },
    { '@type': 'Event', startDate: '2027-09-24' },
  ]);
  expect(json).not.toContain('<');
});

test('the theme’s colour is that of the room', () => {
  const night = html(
    '',
    '<main id="main" class="x"><section class="room-night y"></section></main>',
  );
  expect(head('/en', {}, night)).toContain('<meta name="theme-color" content="#0b1020"/>');
  expect(head('/en')).toContain('<meta name="theme-color" content="#fbf7f0"/>');
});
