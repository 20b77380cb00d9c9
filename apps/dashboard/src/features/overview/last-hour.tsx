import { useLanguage } from '../../shared/i18n/language.ts';
import type { Bucket } from './change-bars.ts';
import { ChangePlot } from './change-plot.tsx';

/** Net change in each of the last sixty minutes. */
export function LastHour({ minutes }: { minutes: readonly Bucket[] }) {
  const { t } = useLanguage();
  const quiet = minutes.every(({ net }) => net === 0);
  return (
    <section aria-labelledby="last-hour" className="mt-12">
      <h2 id="last-hour" className="text-xl">
        {t('overview.last-hour')}
      </h2>
      {quiet ? (
        <p className="mt-1 text-muted">{t('overview.last-hour-still')}</p>
      ) : (
        <Plot minutes={minutes} />
      )}
    </section>
  );
}

function Plot({ minutes }: { minutes: readonly Bucket[] }) {
  const { t, locale } = useLanguage();
  const signed = new Intl.NumberFormat(locale, { signDisplay: 'exceptZero' });
  const clock = new Intl.DateTimeFormat(locale, {
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  const sum = minutes.reduce((total, { net }) => total + net, 0);
  const busiest = minutes.reduce<Bucket | null>(
    (best, minute) => (minute.net > (best?.net ?? 0) ? minute : best),
    null,
  );
  const summary = busiest
    ? t('overview.last-hour-summary', {
        sum: signed.format(sum),
        time: clock.format(new Date(busiest.at)),
        net: signed.format(busiest.net),
      })
    : t('overview.last-hour-quiet', { sum: signed.format(sum) });
  return (
    <ChangePlot
      buckets={minutes}
      bucketTitle={t('overview.minute')}
      said={(at) => clock.format(at)}
      summary={summary}
    />
  );
}
