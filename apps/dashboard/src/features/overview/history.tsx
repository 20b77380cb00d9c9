import { useQuery } from '@tanstack/react-query';
import { useSearchParams } from 'react-router';
import { faultOf, wordsOf } from '../../shared/api/fault.ts';
import { useTRPC } from '../../shared/api/trpc.ts';
import { useLanguage } from '../../shared/i18n/language.ts';
import { Trouble } from '../../shared/trouble.tsx';
import { everyBucket, type SPANS } from './change-bars.ts';
import { ChangePlot } from './change-plot.tsx';

type Resolution = keyof typeof SPANS;
const RESOLUTIONS = ['hour', 'day'] as const satisfies readonly Resolution[];
const WORDS = { hour: 'overview.by-hour', day: 'overview.by-day' } as const;
const TITLES = { hour: 'overview.hour', day: 'overview.day' } as const;
const REREAD_MS = 60_000;

/** How the number came about, by hour or by day; which one stands in the address. */
export function History() {
  const { t, locale } = useLanguage();
  const trpc = useTRPC();
  const [params, setParams] = useSearchParams();
  const resolution = RESOLUTIONS.find((known) => known === params.get('by')) ?? 'hour';
  const { data, error, refetch } = useQuery({
    ...trpc.counts.history.queryOptions({ resolution }),
    refetchInterval: REREAD_MS,
  });
  const choose = (by: Resolution) =>
    setParams(
      (before) => new URLSearchParams([...before].filter(([n]) => n !== 'by').concat([['by', by]])),
      {
        replace: true,
        preventScrollReset: true,
      },
    );
  const number = new Intl.NumberFormat(locale);
  // Buckets are UTC's, and so is their day; an hour is told in the reader's own zone.
  const said = new Intl.DateTimeFormat(
    locale,
    resolution === 'day'
      ? { month: 'short', day: 'numeric', timeZone: 'UTC' }
      : { month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  );
  return (
    <section aria-labelledby="history" className="mt-12">
      <div className="flex flex-wrap items-baseline justify-between gap-x-6">
        <h2 id="history" className="text-xl">
          {t('overview.history')}
        </h2>
        <div className="flex gap-1">
          {RESOLUTIONS.map((by) => (
            <button
              key={by}
              type="button"
              aria-pressed={by === resolution}
              onClick={() => choose(by)}
              className="min-h-touch border-b-2 border-transparent px-3 text-muted aria-pressed:border-flame aria-pressed:font-semibold aria-pressed:text-text"
            >
              {t(WORDS[by])}
            </button>
          ))}
        </div>
      </div>
      {error && <Trouble text={t(wordsOf(faultOf(error)))} again={() => void refetch()} />}
      {data && (
        <ChangePlot
          buckets={everyBucket(data.points, { resolution, asOf: data.asOf })}
          bucketTitle={t(TITLES[resolution])}
          said={(at) => said.format(at)}
          summary={t('overview.history-summary', {
            before: number.format(data.before),
            total: number.format(data.total),
          })}
        />
      )}
    </section>
  );
}
