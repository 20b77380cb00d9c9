import { LOCALES, type Locale } from '@lantern/schemas/locale';
import type { HeadEdition } from '../shared/api/load-context.ts';
import { languageFor } from '../shared/i18n/catalogues.server.ts';
import { alternatesOf } from './alternates.ts';
import { headWords } from './head-words.server.ts';
import { asInertJson, linkedData } from './linked-data.server.ts';
import { GROUNDS } from './rooms.server.ts';

/** A page as it was drawn. */
export interface DrawnPage {
  url: URL;
  locale: Locale;
  status: number;
  /** Null where the page is no edition's, such as a missing one. */
  edition: HeadEdition | null;
  /** What the page itself tells those that read schema.org. */
  facts?: object | null;
}

/** Width and height of the shared pictures, as the server draws them. */
const PICTURE = { width: 1200, height: 630 };
const OG_LOCALES = { en: 'en_US', ko: 'ko_KR', 'zh-Hans': 'zh_CN' } satisfies Record<
  Locale,
  string
>;

/**
 * A rendered page with what machines read of it: icons, canonical address, other languages, and how it
 * looks when shared. Titles and descriptions are the page's own, read from its HTML, so that no page has
 * to say them twice; none of this is sent to browsers as script.
 */
export function withHead(html: string, page: DrawnPage): string {
  const tags = [...icons(page.locale), themeColour(html), ...sharing(html, page)];
  return html.replace('</head>', () => `${tags.join('')}</head>`);
}

function icons(locale: Locale): string[] {
  return [
    '<link rel="icon" href="/favicon.ico" sizes="32x32"/>',
    '<link rel="icon" href="/favicon.svg" type="image/svg+xml"/>',
    '<link rel="apple-touch-icon" href="/apple-touch-icon.png"/>',
    `<link rel="manifest" href="/${locale}/manifest.webmanifest"/>`,
  ];
}

/** A page is night as a whole where its main part is, as the tokens' style sheet has it. */
function themeColour(html: string): string {
  const night = /<main[^>]*><\w+ class="room-night/u.test(html);
  return `<meta name="theme-color" content="${night ? GROUNDS.night : GROUNDS.paper}"/>`;
}

/** Nothing for what is nobody else's business: faults, and pages that belong to one person's link. */
function sharing(
  html: string,
  { url, locale, status, edition, facts = null }: DrawnPage,
): string[] {
  const unlisted = html.includes('<meta name="robots" content="noindex"');
  const known = url.pathname.startsWith(`/${locale}`);
  if (status !== 200 || unlisted || !known || !edition) return [];
  if (edition.rehearsal)
    return [
      '<meta name="robots" content="noindex"/>',
      ...card(html, { url, locale, edition, facts }),
    ];
  return [...addresses(url, locale, edition), ...card(html, { url, locale, edition, facts })];
}

const pageOf = (url: URL, locale: Locale) =>
  url.pathname.slice(`/${locale}`.length).replace(/\/$/u, '');

/** The edition stays, since it is another page; everything else in an address only tracks or tunes. */
const queryOf = ({ asked }: HeadEdition) => (asked === null ? '' : `?edition=${asked}`);

function addresses(url: URL, locale: Locale, edition: HeadEdition): string[] {
  const page = pageOf(url, locale);
  const query = queryOf(edition);
  return [
    `<link rel="canonical" href="${escaped(`${url.origin}/${locale}${page}${query}`)}"/>`,
    ...alternatesOf(page).map(
      ({ hrefLang, path }) =>
        `<link rel="alternate" hreflang="${hrefLang}" href="${escaped(`${url.origin}${path}${query}`)}"/>`,
    ),
  ];
}

interface Shared {
  url: URL;
  locale: Locale;
  edition: HeadEdition;
  facts: object | null;
}

function card(html: string, { url, locale, edition, facts: own }: Shared): string[] {
  const { t } = languageFor(locale);
  const page = pageOf(url, locale);
  // Both are HTML already, with quotation marks escaped.
  const site = escaped(t('site.name'));
  const title = (html.match(/<title>([^<]*)<\/title>/u)?.[1] ?? site).replace(` · ${site}`, '');
  const description =
    html.match(/<meta name="description" content="([^"]*)"/u)?.[1] ??
    escaped(t('home.description'));
  const picture = `${url.origin}/og/${locale}.png${queryOf(edition)}`;
  const property = (name: string, content: string) =>
    `<meta property="${name}" content="${content}"/>`;
  const facts = { origin: url.origin, locale, page, picture, day: edition.day };
  const described = { title: unescaped(title), description: unescaped(description) };
  const data = own ?? linkedData({ ...facts, ...described });
  return [
    property('og:type', 'website'),
    property('og:site_name', site),
    property('og:title', title),
    property('og:description', description),
    property('og:url', escaped(`${url.origin}/${locale}${page}${queryOf(edition)}`)),
    property('og:locale', OG_LOCALES[locale]),
    ...LOCALES.filter((other) => other !== locale).map((other) =>
      property('og:locale:alternate', OG_LOCALES[other]),
    ),
    property('og:image', escaped(picture)),
    property('og:image:type', 'image/png'),
    property('og:image:width', String(PICTURE.width)),
    property('og:image:height', String(PICTURE.height)),
    property('og:image:alt', escaped(headWords(locale).t('picture.alt'))),
    '<meta name="twitter:card" content="summary_large_image"/>',
    ...(data && !edition.rehearsal
      ? [`<script type="application/ld+json">${asInertJson(data)}</script>`]
      : []),
  ];
}

const ENTITIES = [
  ['&', '&amp;'],
  ['"', '&quot;'],
  ["'", '&#x27;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
] as const;

const escaped = (text: string): string =>
  ENTITIES.reduce((html, [sign, entity]) => html.replaceAll(sign, entity), text);

const unescaped = (html: string): string =>
  ENTITIES.toReversed().reduce((text, [sign, entity]) => text.replaceAll(entity, sign), html);
