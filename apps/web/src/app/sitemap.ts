import { LOCALES } from '@lantern/schemas/locale';
import { apiContext } from '../shared/api/load-context.ts';
import { needed } from '../shared/api/loading.ts';
import type { Page } from '../shared/paths.ts';
import { alternatesOf } from './alternates.ts';
import { PUBLIC_PAGES } from './public-pages.ts';
import type { Route } from './+types/sitemap.ts';

/** `/sitemap.xml`: every public page in every language, each naming the others; each city has one. */
export async function loader({ url, context }: Route.LoaderArgs): Promise<Response> {
  const { cities } = await needed(context.get(apiContext).counts.cities({}));
  const pages = [...PUBLIC_PAGES, ...cities.map(({ slug }) => `/cities/${slug}` as const)];
  const entries = pages.flatMap((page) =>
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
