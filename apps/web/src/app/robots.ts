import { LOCALES } from '@lantern/schemas/locale';
import { PERSONAL_PAGES } from './public-pages.ts';
import type { Route } from './+types/robots.ts';

/** What belongs to staff, to programs, or to one person's link. Embedded pages say `noindex` themselves. */
const CLOSED = ['/dashboard', '/trpc', '/dev/', '/api/auth', '/api/v1/signatures', '/*?token='];

/** `/robots.txt`: what search engines leave alone, and where the pages are listed. */
export function loader({ url }: Route.LoaderArgs): Response {
  const personal = LOCALES.flatMap((locale) => PERSONAL_PAGES.map((page) => `/${locale}${page}`));
  const lines = [
    'User-agent: *',
    ...[...CLOSED, ...personal].map((path) => `Disallow: ${path}`),
    '',
    `Sitemap: ${url.origin}/sitemap.xml`,
    '',
  ];
  return new Response(lines.join('\n'), {
    headers: { 'content-type': 'text/plain; charset=utf-8' },
  });
}
