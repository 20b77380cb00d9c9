import { MAY_READ_TEXTS } from '@lantern/schemas/petition-roles';
import { MAY_DECIDE } from '@lantern/schemas/quarantine';
import type { Role } from '@lantern/schemas/role';
import { Flame } from '@lantern/ui/flame';
import { Main, SkipLink } from '@lantern/ui/page-shell';
import { useEffect, useRef, type ReactNode } from 'react';
import { Link, NavLink, useLocation } from 'react-router';
import { useLanguage, type MessageId } from '../shared/i18n/language.ts';
import { PATHS } from '../shared/paths.ts';
import { LanguageChoice } from './language-choice.tsx';
import { OfflineNotice } from './offline-notice.tsx';
import { PasskeyReminder } from './passkey-reminder.tsx';
import { WaitingCount } from './waiting-count.tsx';

interface Props {
  me: { role: Role; passkeys: number };
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
        <div className="mx-auto flex max-w-page flex-wrap items-center justify-between gap-x-6 px-5 py-2 md:px-8">
          <Link to={PATHS.overview} className="flex min-h-touch items-center gap-3 no-underline">
            <Flame className="h-7 w-5" />
            <span className="font-serif text-lg leading-tight font-semibold">{t('app.name')}</span>
          </Link>
          <div className="lg:order-last">
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
    </div>
  );
}

function Menu({ role }: { role: Role }) {
  const { t } = useLanguage();
  const pages: { to: string; words: MessageId; shown: boolean }[] = [
    { to: PATHS.overview, words: 'nav.overview', shown: true },
    { to: PATHS.quarantine, words: 'nav.quarantine', shown: MAY_DECIDE.includes(role) },
    { to: PATHS.texts, words: 'nav.texts', shown: MAY_READ_TEXTS.includes(role) },
    { to: PATHS.people, words: 'nav.people', shown: role === 'admin' },
    { to: PATHS.account, words: 'nav.account', shown: true },
  ];
  return (
    <nav aria-label={t('nav.label')} className="-mx-3 w-full lg:mx-0 lg:w-auto lg:grow">
      <ul className="flex flex-wrap">
        {pages
          .filter(({ shown }) => shown)
          .map(({ to, words }) => (
            <li key={to}>
              <NavLink
                to={to}
                end={to === PATHS.overview}
                className="flex min-h-touch items-center border-b-2 border-transparent px-3 text-muted no-underline hover:text-text aria-[current=page]:border-flame aria-[current=page]:font-semibold aria-[current=page]:text-text"
              >
                {t(words)}
                {to === PATHS.quarantine && <WaitingCount />}
              </NavLink>
            </li>
          ))}
      </ul>
    </nav>
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
