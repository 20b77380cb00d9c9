import { Notice } from '@lantern/ui/notice';
import { useEdition } from '../../shared/edition.ts';
import { useLanguage } from '../../shared/i18n/translate.ts';
import { pathTo } from '../../shared/paths.ts';

/** In place of the form, before the petition opens, or while its text here waits for approval. */
export function Upcoming() {
  const { t } = useLanguage();
  const { dates, textHash } = useEdition();
  if (textHash === '') {
    return (
      <Notice tone="warm" title={t('upcoming.title')}>
        <p>{t('upcoming.unapproved')}</p>
      </Notice>
    );
  }
  return (
    <Notice tone="warm" title={t('upcoming.title')}>
      <p>{t('upcoming.text', { date: dates.opens })}</p>
      <ReadText />
    </Notice>
  );
}

/** In place of the form, while staff take no new signatures for a while. */
export function Paused() {
  const { t } = useLanguage();
  return (
    <Notice tone="warm" title={t('paused.title')}>
      <p>{t('paused.text')}</p>
      <ReadText />
    </Notice>
  );
}

/** In place of the form, once the petition has closed. */
export function Closed() {
  const { t } = useLanguage();
  const { dates } = useEdition();
  return (
    <Notice tone="warm" title={t('closed.title')}>
      <p>{t('closed.text', { closed: dates.closes, delivered: dates.delivers })}</p>
      <ReadText />
    </Notice>
  );
}

function ReadText() {
  const { locale, t } = useLanguage();
  const { asked } = useEdition();
  return (
    <a
      className="mt-2 inline-flex min-h-touch items-center font-semibold text-accent underline"
      href={pathTo(locale, '/petition', { edition: asked })}
    >
      {t('home.read-text')}
    </a>
  );
}
