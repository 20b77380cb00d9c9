import type { Locale } from '@lantern/schemas/locale';
import { setupI18n, type Messages } from '@lingui/core';
import { createContext, use } from 'react';
import type en from '../../locales/en.json';

/** Ids of the public site's messages; English is the source. */
type MessageId = keyof typeof en;

/** Gives the message of `id`, with its arguments filled in. */
export type Translate<Id extends string> = (
  id: Id,
  values?: Record<string, string | number>,
) => string;

/** The page's language and its messages. */
export interface Language {
  locale: Locale;
  t: Translate<MessageId>;
}

/** Makes a catalogue speak. */
export function translatorOf<Id extends string>(locale: Locale, messages: Messages): Translate<Id> {
  const i18n = setupI18n({ locale, messages: { [locale]: messages } });
  return (id, values) => i18n._(id, values);
}

/** Makes a language out of the site's catalogue. */
export function languageOf(locale: Locale, messages: Messages): Language {
  return { locale, t: translatorOf(locale, messages) };
}

export const LanguageContext = createContext<Language | null>(null);

/** The language of the page; both entries provide it before anything renders. */
export function useLanguage(): Language {
  const language = use(LanguageContext);
  if (!language) throw new Error('no language was provided');
  return language;
}
