import figuresUrl from '@lantern/ui/fonts/lantern-serif-figures.woff2?url';
import latinUrl from '@lantern/ui/fonts/lantern-serif-latin.woff2?url';
import type { ReactNode } from 'react';
import { Links, Outlet, Scripts } from 'react-router';
import './app.css';
import { ErrorPage } from './app/error-page.tsx';
import { useLanguage } from './shared/i18n/translate.ts';

export function Layout({ children }: { children: ReactNode }) {
  const { locale } = useLanguage();
  return (
    <html lang={locale}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light" />
        <FontPreload href={figuresUrl} />
        {locale === 'en' && <FontPreload href={latinUrl} />}
        <Links />
      </head>
      <body className="flex min-h-dvh flex-col">
        {children}
        <Scripts />
      </body>
    </html>
  );
}

export default function App() {
  return <Outlet />;
}

export function ErrorBoundary({ error }: { error: unknown }) {
  return <ErrorPage error={error} />;
}

function FontPreload({ href }: { href: string }) {
  return <link rel="preload" href={href} as="font" type="font/woff2" crossOrigin="anonymous" />;
}
