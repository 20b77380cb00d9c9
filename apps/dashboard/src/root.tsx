import './app.css';
import { Flame } from '@lantern/ui/flame';
import { use, type ReactNode } from 'react';
import { Links, Meta, Outlet, Scripts } from 'react-router';
import { CrashPage } from './app/crash-page.tsx';
import { Providers } from './app/providers.tsx';
import { LanguageContext } from './shared/i18n/language.ts';

/** The document. While it is built there is no language yet; the entry sets it before hydrating. */
export function Layout({ children }: { children: ReactNode }) {
  const language = use(LanguageContext);
  return (
    <html lang={language?.locale ?? 'en'} suppressHydrationWarning>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <meta name="referrer" content="no-referrer" />
        <title suppressHydrationWarning>{language?.t('app.title') ?? 'Lantern'}</title>
        <link rel="icon" href="/dashboard/favicon.svg" type="image/svg+xml" />
        <Meta />
        <Links />
      </head>
      <body>
        {children}
        <Scripts />
      </body>
    </html>
  );
}

/** What stands there until the scripts run: the mark, in no language. */
export function HydrateFallback() {
  return (
    <div className="room-night grid min-h-dvh place-items-center">
      <Flame className="light-breathes h-16 w-12" />
    </div>
  );
}

export default function App() {
  return (
    <Providers>
      <Outlet />
    </Providers>
  );
}

export function ErrorBoundary() {
  return <CrashPage />;
}
