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
  const words = { en: wordsOf('en'), ko: wordsOf('ko'), 'zh-Hans': wordsOf('zh-Hans') };
  return (locale) => words[locale];
}
