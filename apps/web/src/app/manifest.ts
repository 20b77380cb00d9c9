import { localeParam } from '../shared/api/loading.ts';
import { languageFor } from '../shared/i18n/catalogues.server.ts';
import { GROUNDS } from './rooms.server.ts';
import type { Route } from './+types/manifest.ts';

const ICONS = [
  { src: '/favicon.svg', sizes: 'any', type: 'image/svg+xml' },
  { src: '/icon-192.png', sizes: '192x192', type: 'image/png' },
  { src: '/icon-512.png', sizes: '512x512', type: 'image/png' },
  { src: '/icon-maskable-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
];

/**
 * `/{locale}/manifest.webmanifest`: name and icon for a bookmark on a phone. `display` is `browser`, so
 * that nothing ever offers itself for installing: people here are lured by apps.
 */
export function loader({ params }: Route.LoaderArgs): Response {
  const locale = localeParam(params);
  const { t } = languageFor(locale);
  const manifest = {
    id: `/${locale}`,
    name: t('site.name'),
    short_name: t('site.name'),
    description: t('home.description'),
    lang: locale,
    dir: 'ltr',
    start_url: `/${locale}`,
    scope: '/',
    display: 'browser',
    background_color: GROUNDS.paper,
    theme_color: GROUNDS.paper,
    icons: ICONS,
  };
  return new Response(JSON.stringify(manifest), {
    headers: { 'content-type': 'application/manifest+json; charset=utf-8' },
  });
}
