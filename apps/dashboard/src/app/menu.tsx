import { MAY_EDIT_SUPPORTERS } from '@lantern/schemas/supporters-roles';
import { MAY_READ_PARTNERS, SPEAKS_FOR_PARTNER } from '@lantern/schemas/partner-roles';
import { MAY_READ_CITY_MESSAGES } from '@lantern/schemas/contact-roles';
import { MAY_READ_NEWS } from '@lantern/schemas/news-roles';
import { MAY_REVIEW_APPLICATIONS } from '@lantern/schemas/application-roles';
import { MAY_SEE_ASSIGNMENTS } from '@lantern/schemas/assignment-roles';
import { MAY_READ_AUDIT } from '@lantern/schemas/audit-roles';
import { ANSWERS_FOR_CITY, MAY_ACT_ON_DAY, MAY_SEE_DAY } from '@lantern/schemas/day-roles';
import { MAY_SEE_OVERVIEW } from '@lantern/schemas/overview-roles';
import { MAY_READ_SETTINGS, MAY_READ_TEXTS } from '@lantern/schemas/petition-roles';
import { MAY_DECIDE } from '@lantern/schemas/quarantine';
import { MAY_MANAGE_PEOPLE } from '@lantern/schemas/people-roles';
import { MAY_MANAGE_SCREENS } from '@lantern/schemas/screen-terms';
import type { Role } from '@lantern/schemas/role';
import { useState, type ReactNode } from 'react';
import { NavLink, useLocation } from 'react-router';
import { useLanguage, type MessageId } from '../shared/i18n/language.ts';
import { PATHS } from '../shared/paths.ts';
import {
  RequestCount,
  WaitingApplications,
  WaitingCount,
  WaitingMessages,
} from './waiting-count.tsx';

interface Entry {
  to: string;
  words: MessageId;
  /** Whose menu it is in; absent: everyone's. */
  roles?: readonly Role[];
  /** Stands behind the words. */
  mark?: ReactNode;
}

/** Kept apart, so that a long menu is read as three short ones; each in the order of how often it is needed. */
const GROUPS: readonly { id: string; words: MessageId; entries: readonly Entry[] }[] = [
  {
    id: 'menu-signatures',
    words: 'nav.group-signatures',
    entries: [
      { to: PATHS.ownFigures, words: 'nav.own-figures', roles: SPEAKS_FOR_PARTNER },
      {
        to: PATHS.overview,
        words: 'nav.overview',
        roles: MAY_SEE_OVERVIEW,
      },
      { to: PATHS.quarantine, words: 'nav.quarantine', roles: MAY_DECIDE, mark: <WaitingCount /> },
      { to: PATHS.supporters, words: 'nav.supporters', roles: MAY_EDIT_SUPPORTERS },
      { to: PATHS.corrections, words: 'nav.corrections', roles: MAY_SEE_OVERVIEW },
    ],
  },
  {
    id: 'menu-day',
    words: 'nav.group-day',
    entries: [
      { to: PATHS.ownCity, words: 'nav.own-city', roles: ANSWERS_FOR_CITY },
      { to: PATHS.ready, words: 'nav.ready', roles: ANSWERS_FOR_CITY },
      { to: PATHS.board, words: 'nav.board', roles: MAY_SEE_DAY },
      { to: PATHS.wall, words: 'nav.wall', roles: MAY_SEE_DAY },
      { to: PATHS.alarms, words: 'nav.alarms', roles: MAY_SEE_DAY },
      { to: PATHS.announcements, words: 'nav.announcements', roles: MAY_ACT_ON_DAY },
      { to: PATHS.duty, words: 'nav.duty', roles: MAY_ACT_ON_DAY },
      { to: PATHS.cities, words: 'nav.cities', roles: MAY_SEE_DAY },
      { to: PATHS.assignments, words: 'nav.assignments', roles: MAY_SEE_ASSIGNMENTS },
      {
        to: PATHS.applications,
        words: 'nav.applications',
        roles: MAY_REVIEW_APPLICATIONS,
        mark: <WaitingApplications />,
      },
      { to: PATHS.publishing, words: 'nav.publishing', roles: MAY_SEE_DAY },
      { to: PATHS.helpLines, words: 'nav.help-lines', roles: MAY_ACT_ON_DAY },
      { to: PATHS.coverage, words: 'nav.coverage', roles: MAY_SEE_DAY },
      { to: PATHS.missions, words: 'nav.missions', roles: MAY_SEE_DAY },
    ],
  },
  {
    id: 'menu-organising',
    words: 'nav.group-organising',
    entries: [
      {
        to: PATHS.messages,
        words: 'nav.messages',
        roles: MAY_READ_CITY_MESSAGES,
        mark: <WaitingMessages />,
      },
      { to: PATHS.news, words: 'nav.news', roles: MAY_READ_NEWS },
      { to: PATHS.texts, words: 'nav.texts', roles: MAY_READ_TEXTS },
      { to: PATHS.partners, words: 'nav.partners', roles: MAY_READ_PARTNERS },
      { to: PATHS.people, words: 'nav.people', roles: MAY_MANAGE_PEOPLE, mark: <RequestCount /> },
      { to: PATHS.screens, words: 'nav.screens', roles: MAY_MANAGE_SCREENS },
      { to: PATHS.settings, words: 'nav.settings', roles: MAY_READ_SETTINGS },
      { to: PATHS.audit, words: 'nav.audit', roles: MAY_READ_AUDIT },
    ],
  },
];

/** On a wide screen it stands beside the language instead. */
const ACCOUNT: Entry = { to: PATHS.account, words: 'nav.account' };

interface Going {
  /** Told when an entry is pressed. */
  onGo?: (() => void) | undefined;
}

/** The way to every page of one's role: in rows on a wide screen, behind a button on a narrow one. */
export function Menu({ role }: { role: Role }) {
  const { t } = useLanguage();
  const { pathname } = useLocation();
  // Where it was opened: another page closes it, and so does each entry, or coming back would reopen it.
  const [openAt, setOpenAt] = useState<string | null>(null);
  const open = openAt === pathname;
  const close = () => setOpenAt(null);
  const groups = GROUPS.map(({ entries, ...group }) => ({
    ...group,
    entries: entries.filter(({ roles }) => !roles || roles.includes(role)),
  })).filter(({ entries }) => entries.length > 0);
  return (
    <nav aria-label={t('nav.label')} className="w-full">
      <button
        type="button"
        aria-expanded={open}
        aria-controls="menu"
        className="-mx-3 flex min-h-touch items-center gap-2 px-3 font-semibold lg:hidden"
        onClick={() => setOpenAt(open ? null : pathname)}
      >
        <span aria-hidden>{open ? '✕' : '☰'}</span>
        {t('nav.label')}
      </button>
      {/* Clipped at the side: the hairline before a group shows only where another stands before it. */}
      <div
        id="menu"
        className={`lg:-ms-3 lg:block lg:overflow-x-clip lg:ps-3 ${open ? 'pb-3' : 'hidden'}`}
      >
        <div className="lg:-ms-6 lg:flex lg:flex-wrap">
          {groups.map((group) => (
            <Group key={group.id} {...group} onGo={close} />
          ))}
        </div>
        <div className="-mx-3 border-t border-line pt-2 lg:hidden">
          <EntryLink {...ACCOUNT} onGo={close} />
        </div>
      </div>
    </nav>
  );
}

function Group({ id, words, entries, onGo }: (typeof GROUPS)[number] & Going) {
  const { t } = useLanguage();
  return (
    <div className="border-t border-line pt-3 pb-2 lg:relative lg:border-0 lg:ps-6 lg:pe-3 lg:pt-0 lg:pb-0 lg:before:absolute lg:before:inset-y-3 lg:before:start-0 lg:before:w-px lg:before:bg-line">
      <p id={id} className="text-sm text-muted lg:sr-only">
        {t(words)}
      </p>
      <ul
        aria-labelledby={id}
        className="-mx-3 grid grid-cols-[repeat(auto-fill,minmax(9rem,1fr))] lg:me-0 lg:flex lg:flex-wrap"
      >
        {entries.map((entry) => (
          <li key={entry.to}>
            <EntryLink {...entry} onGo={onGo} />
          </li>
        ))}
      </ul>
    </div>
  );
}

/** One's own account, where there is room for it at the top. */
export function AccountLink() {
  return (
    <div className="hidden lg:block">
      <EntryLink {...ACCOUNT} />
    </div>
  );
}

function EntryLink({ to, words, mark, onGo }: Entry & Going) {
  const { t } = useLanguage();
  return (
    <NavLink
      to={to}
      end={to === PATHS.overview}
      onClick={onGo}
      className="flex min-h-touch items-center border-b-2 border-transparent px-3 whitespace-nowrap text-muted no-underline hover:text-text aria-[current=page]:border-flame aria-[current=page]:font-semibold aria-[current=page]:text-text lg:text-[0.9375rem]"
    >
      {t(words)}
      {mark}
    </NavLink>
  );
}
