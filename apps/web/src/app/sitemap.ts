import { LOCALES } from '@lantern/schemas/locale';
import type { Page } from '../shared/paths.ts';
import { alternatesOf } from './alternates.ts';
import { PUBLIC_PAGES } from './public-pages.ts';
import type { Route } from './+types/sitemap.ts';

/** `/sitemap.xml`: every public page in every language, each naming the others. */
export function loader({ url }: Route.LoaderArgs): Response {
  const entries = PUBLIC_PAGES.flatMap((page) =>
    LOCALES.map((locale) => entryOf(url.origin, locale, page)),
  );
  const xml = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">',
    ...entries,
    '</urlset>',
    '',
  ].join('\n');
  return new Response(xml, { headers: { 'content-type': 'application/xml; charset=utf-8' } });
}

function entryOf(origin: string, locale: string, page: Page): string {
  const links = alternatesOf(page).map(
    ({ hrefLang, path }) =>
      `    <xhtml:link rel="alternate" hreflang="${hrefLang}" href="${origin}${path}"/>`,
  );
  return [`  <url>`, `    <loc>${origin}/${locale}${page}</loc>`, ...links, `  </url>`].join('\n');
}
