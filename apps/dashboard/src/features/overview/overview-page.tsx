import { useQuery } from '@tanstack/react-query';
import { faultOf, wordsOf } from '../../shared/api/fault.ts';
import { useTRPC } from '../../shared/api/trpc.ts';
import { useLanguage } from '../../shared/i18n/language.ts';
import { Loading } from '../../shared/loading.tsx';
import { Page } from '../../shared/page.tsx';
import { Trouble } from '../../shared/trouble.tsx';
import { Alarms } from './alarms.tsx';
import { ByCountry } from './by-country.tsx';
import { Funnel } from './funnel.tsx';
import { History } from './history.tsx';
import { LastHour } from './last-hour.tsx';
import { LiveWord, NotLiveBanner } from '../../shared/live-words.tsx';
import { MailBacklog } from './mail-backlog.tsx';
import { NeedsDecision } from './needs-decision.tsx';
import { SignaturesByState } from './signatures-by-state.tsx';
import { TheNumber } from './the-number.tsx';
import { UnapprovedTexts } from './unapproved-texts.tsx';
import { newest, useLiveNumbers } from './live-numbers.ts';

/** What is not live is read again this often, ms. */
const REREAD_MS = 10_000;

/** Where staff look first: the number and its pace as they move, and what waits. */
export default function OverviewPage() {
  const { t } = useLanguage();
  const trpc = useTRPC();
  const overview = useQuery({
    ...trpc.overview.read.queryOptions(),
    refetchInterval: REREAD_MS,
  });
  const live = useLiveNumbers();
  if (overview.isPending) return <Loading />;
  const { data } = overview;
  if (!data) {
    return (
      <Page title={t('overview.title')}>
        <div className="mt-6 max-w-reading">
          <Trouble
            text={t(wordsOf(faultOf(overview.error)))}
            again={() => void overview.refetch()}
          />
        </div>
      </Page>
    );
  }
  const numbers = newest(live, data);
  return (
    <Page title={t('overview.title')} aside={<LiveWord status={live.status} />}>
      {data.kind === 'rehearsal' && (
        <p className="mt-3 font-semibold tracking-widest text-accent">{t('overview.rehearsal')}</p>
      )}
      <UnapprovedTexts />
      <Alarms />
      <NotLiveBanner status={live.status} asOf={numbers.asOf} />
      <div className="mt-6 grid gap-x-12 gap-y-10 lg:grid-cols-[1fr_22rem]">
        <div className="min-w-0">
          <TheNumber {...numbers} goal={data.goal} stale={live.status === 'not-live'} />
          <LastHour minutes={data.lastHour} />
        </div>
        <div className="grid content-start gap-10">
          <NeedsDecision />
          <SignaturesByState states={{ ...data.states, confirmed: numbers.total }} />
          <MailBacklog {...data.mail} />
          {overview.isError && <Trouble text={t('overview.stale-rest')} />}
        </div>
      </div>
      <History />
      <div className="grid gap-x-12 xl:grid-cols-[1fr_1.75fr]">
        <div className="min-w-0">
          <ByCountry />
        </div>
        <div className="min-w-0">
          <Funnel />
        </div>
      </div>
    </Page>
  );
}
