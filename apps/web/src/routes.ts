import { index, prefix, route, type RouteConfig } from '@react-router/dev/routes';

export default [
  route(':locale', 'app/locale-layout.tsx', [
    index('app/home-page.tsx'),
    route('cities', 'features/places/cities-page.tsx'),
    route('live', 'features/live/live-page.tsx'),
    route('press', 'features/press/press-page.tsx'),
    route('cities/:slug', 'features/city/city-page.tsx'),
    route('take-part', 'features/take-part/take-part-page.tsx'),
    route('rsvp', 'features/city/answer-page.tsx'),
    route('embed', 'features/embed-guide/embed-page.tsx'),
    route('take-part/apply', 'features/apply/apply-page.tsx'),
    route('take-part/apply/confirm', 'features/apply/confirm-page.tsx'),
    route('take-part/apply/take-back', 'features/apply/take-back-page.tsx'),
    route('news/:id', 'features/news/news-page.tsx'),
    ...prefix('petition', [
      index('features/petition/petition-page.tsx'),
      route('counting', 'features/petition/counting-page.tsx'),
      route('versions/:version', 'features/petition/version-page.tsx'),
      route('check-mail', 'features/signing/check-mail.tsx'),
      route('confirm', 'features/signing/confirm.tsx'),
      route('thank-you', 'features/signing/thank-you.tsx'),
      route('withdraw', 'features/signing/withdraw.tsx'),
      route('erase', 'features/signing/erase.tsx'),
      route('unsubscribe', 'features/signing/unsubscribe.tsx'),
    ]),
    ...['why', 'privacy', 'accessibility'].map((path) =>
      route(path, 'features/statements/statement-page.tsx', { id: path }),
    ),
    route('contact', 'features/contact/contact-page.tsx'),
  ]),
  ...prefix('embed', [
    route('counter', 'features/embed/embed-counter.ts'),
    route('sign', 'features/embed/embed-sign.ts'),
  ]),
  route(':locale/manifest.webmanifest', 'app/manifest.ts'),
  route('robots.txt', 'app/robots.ts'),
  route('sitemap.xml', 'app/sitemap.ts'),
  route('*', 'app/not-found.tsx'),
] satisfies RouteConfig;
