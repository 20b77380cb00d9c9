import { useQuery } from '@tanstack/react-query';
import { faultOf, wordsOf } from '../../shared/api/fault.ts';
import { useTRPC } from '../../shared/api/trpc.ts';
import { useLanguage } from '../../shared/i18n/language.ts';
import { Loading } from '../../shared/loading.tsx';
import { Section } from '../../shared/page.tsx';
import { Trouble } from '../../shared/trouble.tsx';
import { HoldNews } from './hold-news.tsx';
import { NewsPreview } from './news-preview.tsx';
import type { NewsDetail } from './news.ts';
import { ProgressFigures } from './progress-figures.tsx';
import { ProviderFigures } from './provider-figures.tsx';

/** How often the figures are read while mails leave, ms. */
const LIVE_MS = 2_000;

interface Props {
  news: NewsDetail;
  maySend: boolean;
}

/** News that leaves or has left: how far it is, how it is held, what became of its mails. */
export function UnderWay({ news, maySend }: Props) {
  const { t } = useLanguage();
  const trpc = useTRPC();
  const { data, isPending, error, refetch } = useQuery({
    ...trpc.news.progress.queryOptions({ newsId: news.id }),
    networkMode: 'always',
    refetchInterval: news.endedAt === null ? LIVE_MS : false,
  });
  return (
    <>
      <Section id="under-way" title={t('news.under-way')}>
        {isPending && <Loading />}
        {error && (
          <div className="mb-4 max-w-reading">
            <Trouble text={t(wordsOf(faultOf(error)))} again={() => void refetch()} />
          </div>
        )}
        {data && <ProgressFigures progress={data} />}
        {data && news.endedAt === null && (
          <HoldNews {...{ news, maySend, remaining: data.remaining }} />
        )}
      </Section>
      {data && (
        <Section id="providers" title={t('news.providers')} lead={t('news.providers-lead')}>
          <ProviderFigures providers={data.providers} />
          <p className="mt-3 max-w-reading text-sm text-muted">{t('news.bounce-note')}</p>
        </Section>
      )}
      <Section id="words" title={t('news.words')}>
        <NewsPreview news={news} mayTest={false} />
      </Section>
    </>
  );
}
