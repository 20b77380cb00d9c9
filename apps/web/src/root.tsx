import figuresUrl from '@lantern/ui/fonts/lantern-serif-figures.woff2?url';
import latinUrl from '@lantern/ui/fonts/lantern-serif-latin.woff2?url';
import type { ReactNode } from 'react';
import { Outlet } from 'react-router';
import './app.css';
import { ErrorPage } from './app/error-page.tsx';
import { useLanguage } from './shared/i18n/translate.ts';
import { PAGE_ID } from './shared/page-data.ts';

/** The document around every page; browsers bring to life only what is in it. */
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
      </head>
      <body>
        <div id={PAGE_ID} className="flex min-h-dvh flex-col">
          {children}
        </div>
      </body>
    </html>
  );
}

export default function App() {
  return <Outlet />;
}

export function ErrorBoundary({ error }: { error: unknown }) {
  return <ErrorPage status={statusOf(error)} />;
}

/** What a loader threw as an answer has a status; anything else is a fault of ours. */
function statusOf(error: unknown): number {
  const hasStatus = typeof error === 'object' && error !== null && 'status' in error;
  return hasStatus && typeof error.status === 'number' ? error.status : 500;
}

function FontPreload({ href }: { href: string }) {
  return <link rel="preload" href={href} as="font" type="font/woff2" crossOrigin="anonymous" />;
}
