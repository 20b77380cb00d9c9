import type { EditionSettings } from '@lantern/schemas/edition-settings';
import { Link } from 'react-router';
import { useLanguage } from '../../shared/i18n/language.ts';
import { languageNames, languagesWithout } from '../../shared/languages.ts';
import { textsPath } from '../../shared/paths.ts';

/** Which languages have an approved text, and the way to them. */
export function TextsState({ edition }: { edition: EditionSettings }) {
  const { t, locale } = useLanguage();
  const missing = languagesWithout(edition.approved);
  return (
    <>
      <p className="max-w-reading">
        {missing.length === 0
          ? t('texts.all-approved')
          : t('settings.texts-missing', { languages: languageNames(missing, locale) })}
      </p>
      <Link
        to={textsPath(edition.isCurrent ? null : edition.slug)}
        className="inline-flex min-h-touch items-center font-semibold underline"
      >
        {t('settings.to-texts')}
      </Link>
    </>
  );
}
