import { useLanguage } from '../../shared/i18n/language.ts';

/** When figures were true, and of how many signatures they are. */
export function AsOfLine({ asOf, everyone }: { asOf: string; everyone: number }) {
  const { t, locale } = useLanguage();
  const format = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'medium' });
  return (
    <p className="mt-3 text-sm text-muted">
      <time dateTime={asOf}>
        {t('partners.as-of', {
          time: format.format(new Date(asOf)),
          everyone: new Intl.NumberFormat(locale).format(everyone),
        })}
      </time>
    </p>
  );
}
