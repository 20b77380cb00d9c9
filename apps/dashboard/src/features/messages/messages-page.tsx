import { useQuery } from '@tanstack/react-query';
import { Link, useSearchParams } from 'react-router';
import { faultOf, wordsOf } from '../../shared/api/fault.ts';
import { useTRPC } from '../../shared/api/trpc.ts';
import { DataTable } from '../../shared/data-table.tsx';
import { useLanguage } from '../../shared/i18n/language.ts';
import { languageName } from '../../shared/languages.ts';
import { Page } from '../../shared/page.tsx';
import { messagePath, PATHS } from '../../shared/paths.ts';
import type { Column } from '../../shared/table-column.ts';
import { Trouble } from '../../shared/trouble.tsx';
import { TOPIC_WORDS } from './topics.ts';
import type { ListedMessage } from './use-messages.ts';

/** New messages show this soon, ms. */
const REREAD_MS = 15_000;

/** What people wrote to the organisers: what waits, and behind a link what is settled. */
export default function MessagesPage() {
  const { t } = useLanguage();
  const trpc = useTRPC();
  const [search] = useSearchParams();
  const settled = search.get('of') === 'settled';
  const columns = useColumns(settled);
  const list = useQuery({
    ...trpc.contact.list.queryOptions({ settled }),
    refetchInterval: REREAD_MS,
    networkMode: 'always',
  });
  const { data } = list;
  return (
    <Page title={t('messages.title')}>
      <p className="mt-2 max-w-reading text-muted">{t('messages.lead')}</p>
      <Which settled={settled} counts={data} />
      {list.isError && (
        <div className="mb-4 max-w-reading">
          <Trouble text={t(wordsOf(faultOf(list.error)))} again={() => void list.refetch()} />
        </div>
      )}
      {list.isPending && <p className="text-muted">{t('state.loading')}</p>}
      {data && (
        <DataTable
          id={settled ? 'settled' : 'waiting'}
          caption={t('messages.title')}
          rows={data.messages}
          rowKey={({ id }) => id}
          columns={columns}
          searchLabel={t('messages.search')}
          empty={t(settled ? 'messages.none-settled' : 'messages.empty')}
        />
      )}
      {data && data.messages.length < (settled ? data.settled : data.waiting) && (
        <p className="mt-3 text-sm text-muted">{t('messages.newest')}</p>
      )}
    </Page>
  );
}

interface WhichProps {
  settled: boolean;
  counts: { waiting: number; settled: number } | undefined;
}

/** Two lists, each with an address. */
function Which({ settled, counts }: WhichProps) {
  const { t, locale } = useLanguage();
  const figure = (n = 0) => new Intl.NumberFormat(locale).format(n);
  const lists = [
    { to: PATHS.messages, words: t('messages.waiting', { n: figure(counts?.waiting) }) },
    {
      to: `${PATHS.messages}?of=settled`,
      words: t('messages.settled', { n: figure(counts?.settled) }),
    },
  ];
  return (
    <nav aria-label={t('messages.which')} className="my-4 flex flex-wrap gap-x-6">
      {lists.map(({ to, words }, index) => (
        <Link
          key={to}
          to={to}
          aria-current={settled === (index === 1) ? 'page' : undefined}
          className="inline-flex min-h-touch items-center border-b-2 border-transparent underline aria-[current]:border-accent aria-[current]:font-semibold aria-[current]:no-underline"
        >
          {words}
        </Link>
      ))}
    </nav>
  );
}

function useColumns(settled: boolean): Column<ListedMessage>[] {
  const { t, locale } = useLanguage();
  const time = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' });
  const instant = (iso: string | null) =>
    iso && <time dateTime={iso}>{time.format(new Date(iso))}</time>;
  return [
    {
      id: 'from',
      title: t('messages.from'),
      value: ({ name }) => name,
      cell: ({ id, name }) => (
        <Link
          to={messagePath(id)}
          className="inline-flex min-h-touch items-center font-semibold underline wrap-anywhere"
        >
          {name}
        </Link>
      ),
    },
    {
      id: 'about',
      title: t('messages.about'),
      value: ({ topic, city }) => t(TOPIC_WORDS[topic], { city: city ?? '' }),
    },
    {
      id: 'language',
      title: t('messages.language'),
      value: (message) => languageName(message.locale, locale),
    },
    {
      id: 'written',
      title: t('messages.written'),
      value: ({ createdAt }) => createdAt,
      cell: ({ createdAt }) => instant(createdAt),
    },
    ...(settled
      ? [
          {
            id: 'settled',
            title: t('messages.settled-at'),
            value: ({ settledAt }: ListedMessage) => settledAt,
            cell: ({ settledAt }: ListedMessage) => instant(settledAt),
          },
        ]
      : []),
  ];
}
