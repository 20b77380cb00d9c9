import { LOCALES, LOCALE_NAMES } from '@lantern/schemas/locale';
import { LanguageMenu } from '@lantern/ui/language-menu';
import { useHref, useLocation } from 'react-router';
import { useLanguage } from '../shared/i18n/language.ts';

/** This very page in each language; the choice is remembered on this device. */
export function LanguageChoice() {
  const { locale, t } = useLanguage();
  const { pathname, search, hash } = useLocation();
  const here = useHref(pathname);
  const languages = LOCALES.map((lang) => {
    const query = new URLSearchParams(search);
    query.set('lang', lang);
    return { lang, name: LOCALE_NAMES[lang], href: `${here}?${query}${hash}` };
  });
  return <LanguageMenu label={t('app.language')} current={locale} languages={languages} />;
}
