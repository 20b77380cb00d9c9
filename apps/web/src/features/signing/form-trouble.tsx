import type { ErrorCode } from '@lantern/schemas/error-codes';
import { Notice } from '@lantern/ui/notice';
import { useEdition } from '../../shared/edition.ts';
import { useLanguage } from '../../shared/i18n/translate.ts';
import { pathTo } from '../../shared/paths.ts';

/** Why a form was not taken, as a whole. `minutes`: when to try again. */
export interface Trouble {
  code: ErrorCode | 'offline' | 'unreachable';
  minutes?: number | null | undefined;
}

/** Says so above the form, at once; nothing typed is lost. */
export function FormTrouble({ trouble }: { trouble: Trouble | null }) {
  const { locale, t } = useLanguage();
  const { asked } = useEdition();
  if (!trouble) return null;
  return (
    <Notice tone="danger" role="alert" title={t(`error.${trouble.code}`)}>
      {trouble.minutes ? <p>{t('form.retry-after', { minutes: trouble.minutes })}</p> : null}
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
