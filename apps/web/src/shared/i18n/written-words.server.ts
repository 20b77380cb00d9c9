import type { Locale } from '@lantern/schemas/locale';
import type { Messages } from '@lingui/core';
import { translatorOf, type Translate } from './translate.ts';

/** The messages of one language, of a catalogue that only the server reads. */
export interface WrittenWords<Id extends string> {
  locale: Locale;
  t: Translate<Id>;
}

/**
 * A feature's own catalogue (`features/<name>/locales`), for what the server writes once and no
 * browser loads. Each language is set up once.
 */
export function writtenWords<Id extends string>(
  catalogues: Record<Locale, Record<Id, unknown>>,
): (locale: Locale) => WrittenWords<Id> {
  const wordsOf = (locale: Locale): WrittenWords<Id> => {
    // The build has compiled the messages; JSON's own type does not know.
    const messages = catalogues[locale] as Messages;
    return { locale, t: translatorOf(locale, messages) };
  };
  return eachLanguage(wordsOf);
}

/** What `of` makes of each language, made once, since formats of dates and numbers are dear to set up. */
export function eachLanguage<T>(of: (locale: Locale) => T): (locale: Locale) => T {
  const made: Record<Locale, T> = { en: of('en'), ko: of('ko'), 'zh-Hans': of('zh-Hans') };
  return (locale) => made[locale];
}
