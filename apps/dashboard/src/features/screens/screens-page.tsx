import { MAY_MANAGE_SCREENS } from '@lantern/schemas/screen-terms';
import { useQuery } from '@tanstack/react-query';
import { faultOf, wordsOf } from '../../shared/api/fault.ts';
import { useTRPC } from '../../shared/api/trpc.ts';
import { DataTable } from '../../shared/data-table.tsx';
import { useLanguage } from '../../shared/i18n/language.ts';
import { Loading } from '../../shared/loading.tsx';
import { Page, Section } from '../../shared/page.tsx';
import type { Column } from '../../shared/table-column.ts';
import { Trouble } from '../../shared/trouble.tsx';
import { EndScreen } from './end-screen.tsx';
import { NewScreen } from './new-screen.tsx';
import { stateOf, type Screen } from './screen-state.ts';

/** The screens in rooms: which there are, a new one, an end to one. */
export default function ScreensPage() {
  const { t } = useLanguage();
  const trpc = useTRPC();
  const me = useQuery(trpc.auth.me.queryOptions());
  const list = useQuery({ ...trpc.screens.list.queryOptions(), networkMode: 'always' });
  const columns = useColumns();
  if (me.data && !MAY_MANAGE_SCREENS.includes(me.data.role))
    return (
      <Page title={t('screens.title')}>
        <Trouble text={t('fault.forbidden')} />
      </Page>
    );
  return (
    <Page title={t('screens.title')}>
      <p className="mt-2 max-w-reading text-muted">{t('screens.lead')}</p>
      <Section id="screens-list" title={t('screens.list')}>
        {list.isPending && <Loading />}
        {list.isError && (
          <Trouble text={t(wordsOf(faultOf(list.error)))} again={() => void list.refetch()} />
        )}
        {list.data && (
          <DataTable
            id="screens"
            caption={t('screens.list')}
            rows={list.data}
            rowKey={({ id }) => id}
            empty={t('screens.none')}
            columns={columns}
          />
        )}
      </Section>
      <Section id="new-screen" title={t('screens.new')}>
        <NewScreen />
      </Section>
    </Page>
  );
}

const endOf = (screen: Screen) =>
  stateOf(screen) === 'on' || stateOf(screen) === 'link' ? <EndScreen screen={screen} /> : null;

function useColumns(): Column<Screen>[] {
  const { t, locale } = useLanguage();
  const time = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' });
  return [
    { id: 'name', title: t('screens.name'), value: ({ name }) => name },
    { id: 'edition', title: t('screens.edition'), value: ({ edition }) => edition },
    {
      id: 'state',
      title: t('screens.state'),
      value: (screen) => t(`screens.state-${stateOf(screen)}`),
    },
    {
      id: 'seen',
      title: t('screens.seen'),
      value: ({ lastSeenAt }) => (lastSeenAt === null ? null : time.format(new Date(lastSeenAt))),
    },
    { id: 'end', title: t('screens.end'), value: () => null, cell: endOf, sortable: false },
  ];
}
