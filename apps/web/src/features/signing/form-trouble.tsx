import type { ErrorCode } from '@lantern/schemas/error-codes';
import { Notice } from '@lantern/ui/notice';
import { useLanguage } from '../../shared/i18n/translate.ts';

/** Why a form was not taken, as a whole. `minutes`: when to try again. */
export interface Trouble {
  code: ErrorCode | 'offline' | 'unreachable';
  minutes?: number | null | undefined;
}

/** Says so above the form, at once; nothing typed is lost. */
export function FormTrouble({ trouble }: { trouble: Trouble | null }) {
  const { t } = useLanguage();
  if (!trouble) return null;
  return (
    <Notice tone="danger" role="alert" title={t(`error.${trouble.code}`)}>
      {trouble.minutes ? <p>{t('form.retry-after', { minutes: trouble.minutes })}</p> : null}
      {trouble.code === 'text-changed' && (
        <p>
          <a className="inline-flex min-h-touch items-center underline" href="">
            {t('form.reload')}
          </a>
        </p>
      )}
    </Notice>
  );
}
