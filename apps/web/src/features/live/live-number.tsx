import { AsOf } from '@lantern/ui/as-of';
import { BigNumber } from '@lantern/ui/big-number';
import { LiveMark } from '@lantern/ui/live-badge';
import { useLanguage } from '../../shared/i18n/translate.ts';
import { filled, type LiveWords } from './live-words.ts';
import type { LiveView } from './use-live-day.ts';

interface Props {
  view: Pick<LiveView, 'total' | 'perMinute' | 'asOf' | 'freshness'>;
  words: LiveWords;
}

/** The number, when it was true, and its pace. */
export function LiveNumber({ view: { total, perMinute, asOf, freshness }, words }: Props) {
  const { locale, t } = useLanguage();
  const pace = new Intl.NumberFormat(locale, { signDisplay: 'exceptZero' }).format(perMinute);
  return (
    <div className="flex flex-wrap items-end gap-x-5 gap-y-2">
      <BigNumber
        value={total}
        locale={locale}
        testId="total"
        className="text-[min(3.25rem,14vw)] md:text-[4.5rem]"
      />
      <p className="whitespace-nowrap pb-1 leading-snug text-muted">
        <span className="block text-lg text-text">{t('total.signed', { count: total })}</span>
        <span className="flex items-center gap-1.5" data-freshness={freshness}>
          {freshness !== 'still' && <LiveMark state={freshness} />}
          <AsOf at={asOf} locale={locale} say={(time) => t(`total.${freshness}`, { time })} />
        </span>
        <span className="tabular block">{filled(words['number.pace'], 'n', pace)}</span>
      </p>
    </div>
  );
}
