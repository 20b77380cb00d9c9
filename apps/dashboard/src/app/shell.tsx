import type { Role } from '@lantern/schemas/role';
import { Flame } from '@lantern/ui/flame';
import { Main, SkipLink } from '@lantern/ui/page-shell';
import { useEffect, useRef, type ReactNode } from 'react';
import { Link, useLocation } from 'react-router';
import { useLanguage } from '../shared/i18n/language.ts';
import { PATHS } from '../shared/paths.ts';
import { LanguageChoice } from './language-choice.tsx';
import { AccountLink, Menu } from './menu.tsx';
import { OfflineNotice } from './offline-notice.tsx';
import { PasskeyReminder } from './passkey-reminder.tsx';
import { SignInAgainDialog } from './sign-in-again-dialog.tsx';

interface Props {
  me: { accountId: string; role: Role; passkeys: number };
  children: ReactNode;
}

// Live figures are shown by night; what is read and set, on paper.
const NIGHT = new Set<string>([PATHS.overview, PATHS.secondPasskey]);

/** Around every page of a signed-in person. */
export function Shell({ me, children }: Props) {
  const { t } = useLanguage();
  const { pathname } = useLocation();
  useFocusOnArrival(pathname);
  const night = NIGHT.has(pathname);
  return (
    <div className={`flex min-h-dvh flex-col ${night ? 'room-night' : 'bg-ground'}`}>
      <SkipLink label={t('app.skip')} />
      <header className="room-night border-b border-line">
        <div className="mx-auto flex max-w-page flex-wrap items-center justify-between gap-x-6 px-5 pt-2 pb-2 md:px-8 lg:pb-0">
          <Link to={PATHS.overview} className="flex min-h-touch items-center gap-3 no-underline">
            <Flame className="h-7 w-5" />
            <span className="font-serif text-lg leading-tight font-semibold">{t('app.name')}</span>
          </Link>
          <div className="flex items-center gap-3">
            <AccountLink />
            <LanguageChoice />
          </div>
          <Menu role={me.role} />
        </div>
      </header>
      <div className="pt-4">
        <OfflineNotice />
        {me.passkeys < 2 && pathname !== PATHS.secondPasskey && <PasskeyReminder />}
      </div>
      <Main className="flex-1">{children}</Main>
      <SignInAgainDialog accountId={me.accountId} />
    </div>
  );
}

/** A new page is announced by its heading, and read from the top; the first one is the browser's. */
function useFocusOnArrival(pathname: string): void {
  const shown = useRef(pathname);
  useEffect(() => {
    if (shown.current === pathname) return;
    shown.current = pathname;
    window.scrollTo(0, 0);
    document.querySelector<HTMLElement>('main h1')?.focus({ preventScroll: true });
  }, [pathname]);
}
