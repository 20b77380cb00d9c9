import { MAY_PLAN } from '@lantern/schemas/day-roles';
import type { PublishingQueue } from '@lantern/schemas/publishing';
import { useQuery } from '@tanstack/react-query';
import { Link, useSearchParams } from 'react-router';
import { faultOf, wordsOf } from '../../shared/api/fault.ts';
import { useTRPC } from '../../shared/api/trpc.ts';
import { DataTable } from '../../shared/data-table.tsx';
import { kindWords, outcomeWords } from '../../shared/day-words.ts';
import { useLanguage, type Language } from '../../shared/i18n/language.ts';
import { Loading } from '../../shared/loading.tsx';
import { Page } from '../../shared/page.tsx';
import { cityPath } from '../../shared/paths.ts';
import type { Column } from '../../shared/table-column.ts';
import { Trouble } from '../../shared/trouble.tsx';
import { zonedTime } from '../../shared/zoned-time.ts';
import { PublicationActs } from './publication-acts.tsx';

type Row = PublishingQueue['rows'][number];

/** What is due within a minute is seen to come and go, ms. */
const REREAD_MS = 3_000;

/** What will become public of the day, and when; staff hold it back, or let it out. */
export default function PublishingPage() {
  const language = useLanguage();
  const { t } = language;
  const trpc = useTRPC();
  const [params] = useSearchParams();
  const edition = params.get('edition');
  const me = useQuery(trpc.auth.me.queryOptions());
  const { data, isPending, error, refetch } = useQuery({
    ...trpc.publishing.queue.queryOptions(edition === null ? {} : { edition }),
    refetchInterval: REREAD_MS,
    networkMode: 'always',
  });
  const mayAct = me.data ? MAY_PLAN.includes(me.data.role) : false;
  return (
    <Page title={t('publishing.title')}>
      <p className="mt-2 max-w-reading text-muted">{t('publishing.lead')}</p>
      {isPending && <Loading />}
      {error && (
        <div className="mt-6 max-w-reading">
          <Trouble text={t(wordsOf(faultOf(error)))} again={() => void refetch()} />
        </div>
      )}
      {data?.paused && <p className="mt-4 max-w-reading font-semibold">{t('publishing.paused')}</p>}
      {data && (
        <div className="mt-6">
          <DataTable
            id="publishing"
            caption={t('publishing.title')}
            rows={data.rows}
            rowKey={({ id }) => id}
            columns={columnsOf(language, { edition, mayAct })}
            empty={t('publishing.none')}
          />
        </div>
      )}
    </Page>
  );
}

interface Place {
  /** As the address names it. */
  edition: string | null;
  mayAct: boolean;
}

function columnsOf({ t, locale }: Language, { edition, mayAct }: Place): Column<Row>[] {
  const columns: Column<Row>[] = [
    {
      id: 'city',
      title: t('publishing.city'),
      value: ({ name }) => name[locale],
      cell: ({ city, name }) => (
        <Link to={cityPath(city, edition)} className="underline">
          {name[locale]}
        </Link>
      ),
    },
    {
      id: 'what',
      title: t('publishing.what'),
      value: ({ what, outcome, actionKind }) => {
        if (what === 'there') return t('publishing.there');
        const said = outcome ? t(outcomeWords(outcome)) : t('publishing.plan');
        return actionKind ? `${t(kindWords(actionKind))}: ${said}` : said;
      },
    },
    {
      id: 'due',
      title: t('publishing.due'),
      value: ({ dueAt }) => dueAt,
      cell: ({ dueAt, timezone }) => (
        <time dateTime={dueAt}>{zonedTime(dueAt, { timezone, locale })}</time>
      ),
    },
    {
      id: 'waits',
      title: t('publishing.waits'),
      value: ({ waitsFor }) => t(`publishing.waits-${waitsFor}`),
    },
  ];
  if (!mayAct) return columns;
  const cell = (row: Row) => <PublicationActs row={row} />;
  return [
    ...columns,
    { id: 'act', title: t('publishing.act'), value: () => null, cell, sortable: false },
  ];
}
