import { useLanguage } from '../../shared/i18n/language.ts';
import { barsOf, type Minute } from './hour-bars.ts';

const WIDTH = 600;
const HEIGHT = 96;

/** Net change in each of the last sixty minutes: a picture, a sentence, and a table behind a button. */
export function LastHour({ minutes }: { minutes: readonly Minute[] }) {
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

function Plot({ minutes }: { minutes: readonly Minute[] }) {
  const { t, locale } = useLanguage();
  const signed = new Intl.NumberFormat(locale, { signDisplay: 'exceptZero' });
  const clock = new Intl.DateTimeFormat(locale, {
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  const sum = minutes.reduce((total, { net }) => total + net, 0);
  const busiest = minutes.reduce<Minute | null>(
    (best, minute) => (minute.net > (best?.net ?? 0) ? minute : best),
    null,
  );
  const at = (minute: Minute | undefined) => (minute ? clock.format(new Date(minute.at)) : '');
  return (
    <>
      <p className="mt-1 text-muted">
        {busiest
          ? t('overview.last-hour-summary', {
              sum: signed.format(sum),
              time: at(busiest),
              net: signed.format(busiest.net),
            })
          : t('overview.last-hour-quiet', { sum: signed.format(sum) })}
      </p>
      <Bars minutes={minutes} />
      <div aria-hidden className="tabular mt-1 flex justify-between text-sm text-muted">
        <span>{at(minutes[0])}</span>
        <span>{at(minutes[Math.floor(minutes.length / 2)])}</span>
        <span>{at(minutes.at(-1))}</span>
      </div>
      <details className="mt-2">
        <summary className="inline-flex min-h-touch items-center text-sm text-muted underline">
          {t('overview.as-table')}
        </summary>
        <div className="max-w-xs border border-line">
          <table className="tabular w-full text-left text-sm">
            <thead className="bg-raised">
              <tr>
                <th scope="col" className="px-3 py-2">
                  {t('overview.minute')}
                </th>
                <th scope="col" className="px-3 py-2 text-right">
                  {t('overview.change')}
                </th>
              </tr>
            </thead>
            <tbody>
              {minutes.map((minute) => (
                <tr key={minute.at} className="border-t border-line">
                  <td className="px-3 py-1.5">{at(minute)}</td>
                  <td className="px-3 py-1.5 text-right">{signed.format(minute.net)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </details>
    </>
  );
}

function Bars({ minutes }: { minutes: readonly Minute[] }) {
  const { bars, baseline } = barsOf(minutes, { width: WIDTH, height: HEIGHT });
  return (
    <svg
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="none"
      aria-hidden
      className="mt-4 block h-28 w-full"
    >
      <line
        x1="0"
        x2={WIDTH}
        y1={baseline}
        y2={baseline}
        className="stroke-edge"
        vectorEffect="non-scaling-stroke"
      />
      {bars.map(({ key, fall, ...bar }) => (
        <rect key={key} {...bar} className={fall ? 'fill-danger' : 'fill-flame'} />
      ))}
    </svg>
  );
}
