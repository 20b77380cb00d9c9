import { useLanguage, type Language } from '../../shared/i18n/language.ts';

/** Mails that have not left yet, and how long they will take at the provider's pace. */
export function MailBacklog({ waiting, drainSeconds }: { waiting: number; drainSeconds: number }) {
  const language = useLanguage();
  const { t, locale } = language;
  return (
    <section aria-labelledby="mail">
      <h2 id="mail" className="text-xl">
        {t('overview.mail')}
      </h2>
      {waiting === 0 ? (
        <p className="mt-2 text-muted">{t('overview.mail-none')}</p>
      ) : (
        <p className="mt-2">
          <strong className="tabular text-2xl">
            {new Intl.NumberFormat(locale).format(waiting)}
          </strong>{' '}
          {t('overview.mail-waiting')}
          <br />
          <span className="text-muted">{drainWords(drainSeconds, language)}</span>
        </p>
      )}
    </section>
  );
}

function drainWords(seconds: number, { t }: Language): string {
  if (seconds < 60) return t('overview.mail-soon');
  const minutes = Math.ceil(seconds / 60);
  if (minutes < 120) return t('overview.mail-minutes', { n: minutes });
  return t('overview.mail-hours', { n: Math.ceil(minutes / 60) });
}
