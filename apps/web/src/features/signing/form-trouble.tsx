import type { ErrorCode } from '@lantern/schemas/error-codes';
import { Notice } from '@lantern/ui/notice';
import { useEdition } from '../../shared/edition.ts';
import { useLanguage } from '../../shared/i18n/translate.ts';
import { pathTo } from '../../shared/paths.ts';

/** Why a form was not taken, as a whole, and when trying again makes sense. */
export interface Trouble {
  code: ErrorCode | 'offline' | 'unreachable';
  retryAfterSeconds?: number | undefined;
}

/** A shorter wait is over before it is read. */
const WORTH_SAYING_S = 45;

/** Says so above the form, at once; nothing typed is lost. */
export function FormTrouble({ trouble }: { trouble: Trouble | null }) {
  const { locale, t } = useLanguage();
  const { asked } = useEdition();
  if (!trouble) return null;
  const { retryAfterSeconds: seconds = 0 } = trouble;
  return (
    <Notice tone="danger" role="alert" title={t(`error.${trouble.code}`)}>
      {seconds >= WORTH_SAYING_S && (
        <p>{t('form.retry-after', { minutes: Math.ceil(seconds / 60) })}</p>
      )}
      {trouble.code === 'text-changed' && (
        <p>
          <a
            className="inline-flex min-h-touch items-center underline"
            href={pathTo(locale, '/petition', { edition: asked })}
            target="_blank"
          >
            {t('home.read-text')}
          </a>
        </p>
      )}
    </Notice>
  );
}
