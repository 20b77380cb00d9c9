import { BigNumber } from '@lantern/ui/big-number';
import { Sparkline } from '@lantern/ui/sparkline';
import { useMemo } from 'react';
import { useLanguage } from '../../shared/i18n/language.ts';

interface Props {
  total: number;
  perMinute: number;
  /** Net change in each minute of the last hour, oldest first. */
  lastHour: readonly number[];
}

/** The number, its pace, and how it got there within the hour. */
export function WallNumber({ total, perMinute, lastHour }: Props) {
  const { t, locale } = useLanguage();
  const pace = new Intl.NumberFormat(locale, { signDisplay: 'exceptZero' }).format(perMinute);
  const points = useMemo(() => summed(lastHour), [lastHour]);
  return (
    <section aria-labelledby="wall-number">
      <h2 id="wall-number" className="wall-label">
        {t('wall.signatures')}
      </h2>
      <div className="wall-figures">
        <BigNumber value={total} locale={locale} testId="total" className="wall-number" />
        <div className="wall-pace-row">
          <Sparkline
            points={points}
            label={t('wall.hour')}
            className="wall-course h-10 min-w-0 flex-1"
          />
          <p className="wall-pace tabular">{t('wall.pace', { pace })}</p>
        </div>
      </div>
    </section>
  );
}

/** The total's own course: each minute on top of those before. */
function summed(minutes: readonly number[]): number[] {
  const sums: number[] = [];
  for (const net of minutes) sums.push((sums.at(-1) ?? 0) + net);
  return sums;
}
