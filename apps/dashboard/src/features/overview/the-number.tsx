import { AsOf } from '@lantern/ui/as-of';
import { BigNumber } from '@lantern/ui/big-number';
import { useLanguage } from '../../shared/i18n/language.ts';

interface Props {
  total: number;
  perMinute: number;
  asOf: string;
  goal: number;
  /** Nothing was heard for so long that the figures are greyed. */
  stale: boolean;
}

/** The total, large; beside it its pace and when it was true. */
export function TheNumber({ total, perMinute, asOf, goal, stale }: Props) {
  const { t, locale } = useLanguage();
  const number = new Intl.NumberFormat(locale);
  const pace = new Intl.NumberFormat(locale, { signDisplay: 'exceptZero' }).format(perMinute);
  return (
    <section aria-labelledby="the-number">
      <h2 id="the-number" className="font-sans text-lg font-normal text-muted">
        {t('overview.signatures')}
      </h2>
      <BigNumber
        value={total}
        locale={locale}
        testId="total"
        className={`mt-2 block text-[clamp(3rem,16vw,8.5rem)] ${stale ? 'text-muted' : ''}`}
      />
      <p className="mt-4 flex flex-wrap items-baseline gap-x-6 gap-y-1 text-lg">
        <span data-testid="pace">
          <strong
            className={`tabular text-2xl ${perMinute === 0 || stale ? 'text-muted' : 'text-accent'}`}
          >
            {pace}
          </strong>{' '}
          {t('overview.a-minute')}
        </span>
        <span className="text-base text-muted">
          <AsOf at={asOf} locale={locale} seconds say={(time) => t('overview.as-of', { time })} />
        </span>
      </p>
      {total === 0 && <p className="mt-4 max-w-reading text-muted">{t('overview.empty')}</p>}
      {goal > 0 && (
        <Goal
          share={total / goal}
          words={t('overview.goal', {
            share: percent(total / goal, locale),
            goal: number.format(goal),
          })}
        />
      )}
    </section>
  );
}

function Goal({ share, words }: { share: number; words: string }) {
  return (
    <div className="mt-6">
      <div aria-hidden className="h-1.5 overflow-hidden rounded-full bg-raised">
        <div
          className="h-full rounded-full bg-flame"
          style={{ width: `${Math.min(1, share) * 100}%` }}
        />
      </div>
      <p className="mt-2 text-sm text-muted">{words}</p>
    </div>
  );
}

/** Rounded down, so that a goal is not said to be reached before it is. */
function percent(share: number, locale: string): string {
  const floored = Math.floor(share * 1000) / 1000;
  return new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 }).format(
    floored,
  );
}
