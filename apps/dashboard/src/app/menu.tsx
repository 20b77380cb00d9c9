import { MAY_EDIT_SUPPORTERS } from '@lantern/schemas/supporters-roles';
import { MAY_READ_PARTNERS, SPEAKS_FOR_PARTNER } from '@lantern/schemas/partner-roles';
import { MAY_READ_MESSAGES } from '@lantern/schemas/contact-roles';
import { MAY_READ_NEWS } from '@lantern/schemas/news-roles';
import { MAY_READ_AUDIT } from '@lantern/schemas/audit-roles';
import { MAY_SEE_OVERVIEW } from '@lantern/schemas/overview-roles';
import { MAY_READ_SETTINGS, MAY_READ_TEXTS } from '@lantern/schemas/petition-roles';
import { MAY_DECIDE } from '@lantern/schemas/quarantine';
import { MAY_MANAGE_PEOPLE } from '@lantern/schemas/people-roles';
import { ROLES, type Role } from '@lantern/schemas/role';
import { useState, type ReactNode } from 'react';
import { NavLink, useLocation } from 'react-router';
import { useLanguage, type MessageId } from '../shared/i18n/language.ts';
import { PATHS } from '../shared/paths.ts';
import { RequestCount } from './request-count.tsx';
import { WaitingCount, WaitingMessages } from './waiting-count.tsx';

interface Entry {
  to: string;
  words: MessageId;
  /** Whose menu it is in; absent: everyone's. */
  roles?: readonly Role[];
  /** Stands behind the words. */
  mark?: ReactNode;
}

/** The desk's pages, in the order of how often they are needed. */
const ENTRIES: readonly Entry[] = [
  { to: PATHS.ownFigures, words: 'nav.own-figures', roles: SPEAKS_FOR_PARTNER },
  {
    to: PATHS.overview,
    words: 'nav.overview',
    roles: ROLES.filter((role) => !SPEAKS_FOR_PARTNER.includes(role)),
  },
  { to: PATHS.quarantine, words: 'nav.quarantine', roles: MAY_DECIDE, mark: <WaitingCount /> },
  { to: PATHS.texts, words: 'nav.texts', roles: MAY_READ_TEXTS },
  { to: PATHS.supporters, words: 'nav.supporters', roles: MAY_EDIT_SUPPORTERS },
  { to: PATHS.partners, words: 'nav.partners', roles: MAY_READ_PARTNERS },
  { to: PATHS.news, words: 'nav.news', roles: MAY_READ_NEWS },
  {
    to: PATHS.messages,
    words: 'nav.messages',
    roles: MAY_READ_MESSAGES,
    mark: <WaitingMessages />,
  },
  { to: PATHS.settings, words: 'nav.settings', roles: MAY_READ_SETTINGS },
  { to: PATHS.people, words: 'nav.people', roles: MAY_MANAGE_PEOPLE, mark: <RequestCount /> },
  { to: PATHS.corrections, words: 'nav.corrections', roles: MAY_SEE_OVERVIEW },
  { to: PATHS.audit, words: 'nav.audit', roles: MAY_READ_AUDIT },
  { to: PATHS.account, words: 'nav.account' },
];

/** The way to every page of one's role: a row on a wide screen, behind a button on a narrow one. */
export function Menu({ role }: { role: Role }) {
  const { t } = useLanguage();
  const { pathname } = useLocation();
  // Where it was opened: another page closes it.
  const [openAt, setOpenAt] = useState<string | null>(null);
  const open = openAt === pathname;
  return (
    <nav aria-label={t('nav.label')} className="-mx-3 w-full lg:mx-0 lg:w-auto lg:grow">
      <button
        type="button"
        aria-expanded={open}
        aria-controls="menu"
        className="flex min-h-touch items-center gap-2 px-3 font-semibold lg:hidden"
        onClick={() => setOpenAt(open ? null : pathname)}
      >
        <span aria-hidden>{open ? '✕' : '☰'}</span>
        {t('nav.label')}
      </button>
      <ul
        id="menu"
        className={`flex-col lg:flex lg:flex-row lg:flex-wrap ${open ? 'flex' : 'hidden'}`}
      >
        {ENTRIES.filter(({ roles }) => !roles || roles.includes(role)).map(
          ({ to, words, mark }) => (
            <li key={to}>
              <NavLink
                to={to}
                end={to === PATHS.overview}
                className="flex min-h-touch items-center border-b-2 border-transparent px-3 text-muted no-underline hover:text-text aria-[current=page]:border-flame aria-[current=page]:font-semibold aria-[current=page]:text-text"
              >
                {t(words)}
                {mark}
              </NavLink>
            </li>
          ),
        )}
      </ul>
    </nav>
  );
}
