import { KEPT } from '@lantern/schemas/retention';
import { Button } from '@lantern/ui/button';
import { wordsOf } from '../../shared/api/fault.ts';
import { useLanguage } from '../../shared/i18n/language.ts';
import { Trouble } from '../../shared/trouble.tsx';
import { useAct } from './use-messages.ts';

/** Settles a message, or undoes that. */
export function SettleMessage({ id, settledAt }: { id: string; settledAt: string | null }) {
  const { t, locale } = useLanguage();
  const { press, isPending, fault } = useAct(id, settledAt ? 'reopen' : 'settle');
  const time = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeStyle: 'short' });
  return (
    <>
      <Button type="button" look="quiet" aria-disabled={isPending} onClick={press}>
        {t(settledAt ? 'messages.reopen' : 'messages.settle')}
      </Button>
      {settledAt && (
        <output className="w-full">
          {t('messages.is-settled', {
            time: time.format(new Date(settledAt)),
            days: KEPT.settledMessageDays,
          })}
        </output>
      )}
      {fault && (
        <div className="w-full">
          <Trouble text={t(wordsOf(fault))} />
        </div>
      )}
    </>
  );
}
