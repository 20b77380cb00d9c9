import { useLanguage, type Language } from '../../shared/i18n/language.ts';

interface Backlog {
  waiting: number;
  /** Those of them that were not taken yet and are tried again. */
  putOff: number;
  /** Null while none leaves. */
  drainSeconds: number | null;
  quietSeconds: number | null;
}

/** Mails that have not left yet, and how long they will take as they leave now. */
export function MailBacklog({ waiting, putOff, drainSeconds, quietSeconds }: Backlog) {
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
        <>
          <p className="mt-2">
            <strong className="tabular text-2xl">
              {new Intl.NumberFormat(locale).format(waiting)}
            </strong>{' '}
            {t('overview.mail-waiting')}
            <br />
            {drainSeconds === null ? (
              <span className="font-semibold">{quietWords(quietSeconds ?? 0, language)}</span>
            ) : (
              <span className="text-muted">{drainWords(drainSeconds, language)}</span>
            )}
          </p>
          {putOff > 0 && (
            <p className="mt-1 text-sm text-muted">{t('overview.mail-put-off', { n: putOff })}</p>
          )}
        </>
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

/** While nothing leaves, no time is promised. */
function quietWords(seconds: number, { t }: Language): string {
  if (seconds < 60) return t('overview.mail-quiet');
  return t('overview.mail-quiet-minutes', { n: Math.floor(seconds / 60) });
}
