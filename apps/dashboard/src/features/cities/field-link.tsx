import { buttonClass } from '@lantern/ui/button';
import { useLanguage } from '../../shared/i18n/language.ts';

/** The way to the field app, which is an app of its own. */
export function FieldLink() {
  const { t } = useLanguage();
  return (
    <p className="mt-6">
      <a href="/dashboard/field" className={buttonClass()}>
        {t('own-city.field')}
      </a>
      <span className="mt-2 block text-sm text-muted">{t('own-city.field-hint')}</span>
    </p>
  );
}
