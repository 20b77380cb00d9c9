import { INVITABLE_ROLES, type Role } from '@lantern/schemas/role';
import { Button } from '@lantern/ui/button';
import { Select } from '@lantern/ui/select';
import { useSearchParams } from 'react-router';
import { DataTable } from '../../shared/data-table.tsx';
import { useLanguage, type Language } from '../../shared/i18n/language.ts';
import type { Column } from '../../shared/table-column.ts';
import { calledBy, type Person } from './people.ts';
import { ROLE_WORDS } from '../../shared/roles.ts';

interface Props {
  people: readonly Person[];
  me: string | undefined;
  onManage: (id: string) => void;
}

/** Everybody who may sign in: searched, sorted, and of one role if one is chosen in the address. */
export function PeopleTable({ people, me, onManage }: Props) {
  const language = useLanguage();
  const { t } = language;
  const [role, choose] = useRoleFilter();
  const rows = role ? people.filter((person) => person.role === role) : people;
  return (
    <>
      <div className="mb-4 max-w-sm">
        <Select
          id="role-filter"
          label={t('people.of-role')}
          value={role ?? ''}
          onChange={({ target }) => choose(target.value)}
        >
          <option value="">{t('people.all-roles')}</option>
          {INVITABLE_ROLES.map((one) => (
            <option key={one} value={one}>
              {t(ROLE_WORDS[one])}
            </option>
          ))}
        </Select>
      </div>
      <DataTable
        id="people"
        caption={t('people.everyone')}
        rows={rows}
        rowKey={({ id }) => id}
        columns={columnsOf(language, { me, onManage })}
        searchLabel={t('people.search')}
        empty={t('people.none-of-role')}
      />
    </>
  );
}

function useRoleFilter(): [Role | null, (role: string) => void] {
  const [search, setSearch] = useSearchParams();
  const chosen = INVITABLE_ROLES.find((one) => one === search.get('role')) ?? null;
  const choose = (role: string) =>
    setSearch(
      (before) => {
        const after = new URLSearchParams(before);
        if (role) after.set('role', role);
        else after.delete('role');
        return after;
      },
      { replace: true, preventScrollReset: true },
    );
  return [chosen, choose];
}

function columnsOf(
  { t, locale }: Language,
  { me, onManage }: Pick<Props, 'me' | 'onManage'>,
): Column<Person>[] {
  const time = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' });
  const day = new Intl.DateTimeFormat(locale, { dateStyle: 'medium' });
  return [
    {
      id: 'person',
      title: t('people.person'),
      value: ({ name, email }) => [name, email].filter(Boolean).join(' '),
      cell: (person) => <Who person={person} isMe={person.id === me} />,
    },
    // Beside the name, so that a phone shows it without scrolling sideways.
    {
      id: 'manage',
      title: t('people.act'),
      sortable: false,
      value: () => null,
      cell: (person) => (
        <Button
          type="button"
          look="quiet"
          aria-label={t('people.manage-label', { who: person.email })}
          onClick={() => onManage(person.id)}
        >
          {t('people.manage')}
        </Button>
      ),
    },
    {
      id: 'role',
      title: t('people.role'),
      value: ({ role, partner }) => [t(ROLE_WORDS[role]), partner].filter(Boolean).join(' · '),
    },
    {
      id: 'passkeys',
      title: t('account.passkeys'),
      align: 'end',
      value: ({ passkeys }) => passkeys,
      cell: ({ passkeys, frozenAt }) => (
        <>
          {passkeys}
          {passkeys < 2 && !frozenAt && (
            <span className="block min-w-28 text-sm text-muted">{t('people.needs-passkey')}</span>
          )}
        </>
      ),
    },
    {
      id: 'signed-in',
      title: t('people.last-sign-in'),
      value: ({ lastSignInAt }) => lastSignInAt,
      cell: ({ lastSignInAt }) =>
        lastSignInAt ? time.format(new Date(lastSignInAt)) : t('people.signed-out'),
    },
    {
      id: 'since',
      title: t('people.since'),
      value: ({ createdAt }) => createdAt,
      cell: ({ createdAt }) => day.format(new Date(createdAt)),
    },
  ];
}

function Who({ person, isMe }: { person: Person; isMe: boolean }) {
  const { t, locale } = useLanguage();
  const day = new Intl.DateTimeFormat(locale, { dateStyle: 'medium' });
  return (
    <div className="min-w-36 md:min-w-56">
      <p className="font-semibold wrap-anywhere">
        {calledBy(person)}
        {isMe && <span className="font-normal text-muted"> · {t('people.you')}</span>}
      </p>
      {person.name && <p className="text-sm text-muted wrap-anywhere">{person.email}</p>}
      {person.frozenAt && (
        <p className="text-sm font-semibold text-danger">
          <span aria-hidden>■ </span>
          {t('people.frozen', { time: day.format(new Date(person.frozenAt)) })}
        </p>
      )}
    </div>
  );
}
