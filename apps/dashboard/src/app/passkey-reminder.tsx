import { Notice } from '@lantern/ui/notice';
import { Link } from 'react-router';
import { useLanguage } from '../shared/i18n/language.ts';
import { PATHS } from '../shared/paths.ts';

/** Stays until there are two: a lost phone must not lock anyone out on the day. */
export function PasskeyReminder() {
  const { t } = useLanguage();
  return (
    <aside
      aria-label={t('account.passkeys')}
      className="mx-auto w-full max-w-page px-5 pb-4 md:px-8"
    >
      <Notice tone="warm">
        <div className="flex flex-wrap items-center gap-x-4">
          <span>{t('reminder.text')}</span>
          <Link
            to={PATHS.secondPasskey}
            className="inline-flex min-h-touch items-center font-semibold underline"
          >
            {t('reminder.action')}
          </Link>
        </div>
      </Notice>
    </aside>
  );
}
