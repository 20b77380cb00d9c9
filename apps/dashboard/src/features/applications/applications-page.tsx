import { useQuery } from '@tanstack/react-query';
import { Link, useSearchParams } from 'react-router';
import { faultOf, wordsOf } from '../../shared/api/fault.ts';
import { useTRPC } from '../../shared/api/trpc.ts';
import { DataTable } from '../../shared/data-table.tsx';
import { useLanguage } from '../../shared/i18n/language.ts';
import { languageName } from '../../shared/languages.ts';
import { Page } from '../../shared/page.tsx';
import { applicationPath, PATHS } from '../../shared/paths.ts';
import { ROLE_WORDS } from '../../shared/roles.ts';
import type { Column } from '../../shared/table-column.ts';
import { Trouble } from '../../shared/trouble.tsx';
import type { ListedApplication } from './use-applications.ts';

/** New ones show this soon, ms. */
const REREAD_MS = 15_000;
const STATES = ['confirmed', 'approved', 'refused'] as const;

/** Who offers to answer for a city: those that wait, and behind links those that are decided. */
export default function ApplicationsPage() {
  const { t } = useLanguage();
  const trpc = useTRPC();
  const [search] = useSearchParams();
  const state = STATES.find((known) => known === search.get('of')) ?? 'confirmed';
  const columns = useColumns();
  const list = useQuery({
    ...trpc.applications.list.queryOptions({ state }),
    refetchInterval: REREAD_MS,
    networkMode: 'always',
  });
  return (
    <Page title={t('applications.title')}>
      <p className="mt-2 max-w-reading text-muted">{t('applications.lead')}</p>
      <nav aria-label={t('applications.which')} className="my-4 flex flex-wrap gap-x-6">
        {STATES.map((known) => (
          <Link
            key={known}
            to={known === 'confirmed' ? PATHS.applications : `${PATHS.applications}?of=${known}`}
            aria-current={state === known ? 'page' : undefined}
            className="inline-flex min-h-touch items-center border-b-2 border-transparent underline aria-[current]:border-accent aria-[current]:font-semibold aria-[current]:no-underline"
          >
            {t(`applications.of-${known}`)}
          </Link>
        ))}
      </nav>
      {list.isError && (
        <div className="mb-4 max-w-reading">
          <Trouble text={t(wordsOf(faultOf(list.error)))} again={() => void list.refetch()} />
        </div>
      )}
      {list.isPending && <p className="text-muted">{t('state.loading')}</p>}
      {list.data && (
        <DataTable
          id={state}
          caption={t('applications.title')}
          rows={list.data}
          rowKey={({ id }) => id}
          columns={columns}
          searchLabel={t('applications.search')}
          empty={t(`applications.none-${state}`)}
        />
      )}
    </Page>
  );
}

function useColumns(): Column<ListedApplication>[] {
  const { t, locale } = useLanguage();
  const time = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' });
  return [
    {
      id: 'name',
      title: t('applications.name'),
      value: ({ name }) => name,
      cell: ({ id, name }) => (
        <Link
          to={applicationPath(id)}
          className="inline-flex min-h-touch items-center font-semibold underline wrap-anywhere"
        >
          {name}
        </Link>
      ),
    },
    {
      id: 'city',
      title: t('applications.city'),
      value: ({ cityName, place }) => cityName?.[locale] ?? place,
    },
    { id: 'role', title: t('applications.role'), value: ({ role }) => t(ROLE_WORDS[role]) },
    { id: 'vouched', title: t('applications.vouched'), value: (row) => row.vouched, align: 'end' },
    {
      id: 'twins',
      title: t('applications.twins'),
      value: ({ twins }) => twins,
      cell: ({ twins }) => twins > 0 && t('applications.twins-n', { n: twins }),
    },
    {
      id: 'language',
      title: t('applications.language'),
      value: (row) => languageName(row.locale, locale),
    },
    {
      id: 'since',
      title: t('applications.since'),
      value: ({ confirmedAt }) => confirmedAt,
      cell: ({ confirmedAt }) =>
        confirmedAt && <time dateTime={confirmedAt}>{time.format(new Date(confirmedAt))}</time>,
    },
  ];
}
