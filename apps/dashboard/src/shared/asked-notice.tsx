import { Button } from '@lantern/ui/button';
import { Notice } from '@lantern/ui/notice';
import { useLanguage } from './i18n/language.ts';
import { useFocus } from './use-focus.ts';

interface Props {
  /** Until when it can be approved, and how many others could do so now. */
  asked: { expiresAt: string; approvers: number };
  onDone: () => void;
}

/** Says that a second person is needed now, and what to do when there is none. */
export function AskedNotice({ asked, onDone }: Props) {
  const { t, locale } = useLanguage();
  const notice = useFocus<HTMLDivElement>();
  const time = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' });
  return (
    <Notice ref={notice} tone="warm" title={t('people.asked')} className="max-w-reading">
      <p>{t('people.asked-text', { time: time.format(new Date(asked.expiresAt)) })}</p>
      {asked.approvers === 0 && <p className="mt-2">{t('people.asked-nobody')}</p>}
      <Button type="button" look="quiet" className="mt-3" onClick={onDone}>
        {t('people.link-done')}
      </Button>
    </Notice>
  );
}
