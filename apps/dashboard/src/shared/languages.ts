import { LOCALES, type Locale } from '@lantern/schemas/locale';

/** Languages in which nobody has approved a text yet, in the order languages are offered. */
export const languagesWithout = (approved: readonly Locale[]): Locale[] =>
  LOCALES.filter((locale) => !approved.includes(locale));

/** A language's name in the reader's own. */
export function languageName(language: Locale, locale: Locale): string {
  return new Intl.DisplayNames(locale, { type: 'language' }).of(language) ?? language;
}

/** Several languages' names in the reader's own: "Korean and Simplified Chinese". */
export function languageNames(languages: readonly Locale[], locale: Locale): string {
  const names = languages.map((language) => languageName(language, locale));
  return new Intl.ListFormat(locale, { type: 'conjunction' }).format(names);
}
