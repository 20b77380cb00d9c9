import { MAY_SEND_NEWS, MAY_WRITE_NEWS } from '@lantern/schemas/news-roles';
import { Notice } from '@lantern/ui/notice';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from 'react-router';
import { faultOf, wordsOf } from '../../shared/api/fault.ts';
import { useTRPC } from '../../shared/api/trpc.ts';
import { useLanguage } from '../../shared/i18n/language.ts';
import { Loading } from '../../shared/loading.tsx';
import { Page } from '../../shared/page.tsx';
import { PATHS } from '../../shared/paths.ts';
import { Trouble } from '../../shared/trouble.tsx';
import { DraftNews } from './draft-news.tsx';
import { NewsRecord } from './news-record.tsx';
import { TOPIC_WORDS, type NewsDetail } from './news.ts';
import { StateWord } from './state-word.tsx';
import { UnderWay } from './under-way.tsx';

/** How often it is read again, ms: others may write in it or hold it. */
const REREAD_MS = 10_000;

/** One news: written and looked at while it is a draft, watched and held once it leaves. */
export default function NewsPage() {
  const { t } = useLanguage();
  const trpc = useTRPC();
  const newsId = useParams()['id'] ?? '';
  const { data, isPending, error, refetch } = useQuery({
    ...trpc.news.read.queryOptions({ newsId }),
    networkMode: 'always',
    refetchInterval: REREAD_MS,
  });
  return (
    <Page title={data ? t(TOPIC_WORDS[data.topic]) : t('news.title')}>
      <p className="mt-2">
        <Link to={PATHS.news} className="inline-flex min-h-touch items-center underline">
          ← {t('news.all')}
        </Link>
      </p>
      {isPending && <Loading />}
      {error && (
        <div className="my-4 max-w-reading">
          <Trouble text={t(wordsOf(faultOf(error)))} again={() => void refetch()} />
        </div>
      )}
      {data && <Shown news={data} />}
    </Page>
  );
}

function Shown({ news }: { news: NewsDetail }) {
  const { t } = useLanguage();
  const trpc = useTRPC();
  const role = useQuery(trpc.auth.me.queryOptions()).data?.role;
  const maySend = role !== undefined && MAY_SEND_NEWS.includes(role);
  const mayWrite = role !== undefined && MAY_WRITE_NEWS.includes(role);
  return (
    <>
      <p className="text-lg">
        <StateWord state={news.state} />
        {news.edition.kind === 'rehearsal' && ` · ${t('overview.rehearsal')}`}
      </p>
      <NewsRecord news={news} />
      {news.edition.newsPaused && news.endedAt === null && (
        <Notice tone="warm" className="mt-4 max-w-reading">
          {t('news.held-switch')}
        </Notice>
      )}
      {news.state === 'draft' ? (
        <DraftNews key={news.id} {...{ news, mayWrite, maySend }} />
      ) : (
        <UnderWay {...{ news, maySend }} />
      )}
    </>
  );
}
