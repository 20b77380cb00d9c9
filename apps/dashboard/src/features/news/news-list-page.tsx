import type { Locale } from '@lantern/schemas/locale';
import { LOCALES } from '@lantern/schemas/locale';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { faultOf, wordsOf } from '../../shared/api/fault.ts';
import { useTRPC } from '../../shared/api/trpc.ts';
import { DataTable } from '../../shared/data-table.tsx';
import { useLanguage, type Language } from '../../shared/i18n/language.ts';
import { Loading } from '../../shared/loading.tsx';
import { Page, Section } from '../../shared/page.tsx';
import { newsPath } from '../../shared/paths.ts';
import type { Column } from '../../shared/table-column.ts';
import { Trouble } from '../../shared/trouble.tsx';
import { BeginNews } from './begin-news.tsx';
import { STATE_WORDS, TOPIC_WORDS, type ListedNews } from './news.ts';
import { StateWord } from './state-word.tsx';

/** How often the list is read again, ms: what leaves comes to its end by itself. */
const REREAD_MS = 10_000;

/** All news of the edition, and how the next begins. */
export default function NewsListPage() {
  const language = useLanguage();
  const { t } = language;
  const trpc = useTRPC();
  const { data, isPending, error, refetch } = useQuery({
    ...trpc.news.list.queryOptions({}),
    networkMode: 'always',
    refetchInterval: REREAD_MS,
  });
  return (
    <Page title={t('news.title')}>
      <p className="mt-2 max-w-reading text-muted">{t('news.lead')}</p>
      {isPending && <Loading />}
      {error && (
        <div className="mt-6 max-w-reading">
          <Trouble text={t(wordsOf(faultOf(error)))} again={() => void refetch()} />
        </div>
      )}
      {data && (
        <>
          <BeginNews letterTold={data.letterTold} />
          <Section id="all-news" title={t('news.all')}>
            <DataTable
              id="news"
              caption={t('news.all')}
              rows={data.news}
              rowKey={({ id }) => id}
              columns={columnsOf(language)}
              searchLabel={t('news.search')}
              empty={<p>{t('news.empty')}</p>}
            />
          </Section>
        </>
      )}
    </Page>
  );
}

function columnsOf({ t, locale }: Language): Column<ListedNews>[] {
  const time = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' });
  const title = (news: ListedNews) => subjectOf(news, locale) ?? t('news.no-subject');
  return [
    {
      id: 'subject',
      title: t('news.subject'),
      value: title,
      cell: (news) => (
        <Link
          to={newsPath(news.id)}
          className="inline-flex min-h-touch items-center font-semibold underline wrap-anywhere"
        >
          {title(news)}
        </Link>
      ),
    },
    { id: 'topic', title: t('news.column-topic'), value: ({ topic }) => t(TOPIC_WORDS[topic]) },
    {
      id: 'state',
      title: t('news.column-state'),
      value: ({ state }) => t(STATE_WORDS[state]),
      cell: ({ state }) => <StateWord state={state} />,
    },
    {
      id: 'recipients',
      title: t('news.column-recipients'),
      value: ({ recipients }) => recipients,
      align: 'end',
    },
    {
      id: 'date',
      title: t('news.column-date'),
      value: lastStep,
      cell: (news) => (
        <span className="whitespace-nowrap">{time.format(new Date(lastStep(news)))}</span>
      ),
    },
  ];
}

const lastStep = ({ endedAt, startedAt, createdAt }: ListedNews): string =>
  endedAt ?? startedAt ?? createdAt;

/** In the reader's language, else in the first that has one. */
function subjectOf({ subjects }: ListedNews, locale: Locale): string | undefined {
  return [locale, ...LOCALES].map((language) => subjects[language]).find(Boolean);
}
