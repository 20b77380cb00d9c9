import { LOCALES } from '@lantern/schemas/locale';

/**
 * One page in every language, by its path after the language. Whoever reads none of them is led on by
 * `/`, which chooses; other pages are offered to them in English.
 */
export function alternatesOf(page: string): { hrefLang: string; path: string }[] {
  return [
    ...LOCALES.map((locale) => ({ hrefLang: locale, path: `/${locale}${page}` })),
    { hrefLang: 'x-default', path: page === '' ? '/' : `/en${page}` },
  ];
}
