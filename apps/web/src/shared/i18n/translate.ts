import type { Locale } from '@lantern/schemas/locale';
import { setupI18n, type Messages } from '@lingui/core';
import { createContext, use } from 'react';
import type en from '../../locales/en.json';

/** Ids of the public site's messages; English is the source. */
type MessageId = keyof typeof en;

/** Gives the message of `id`, with its arguments filled in. */
type Translate = (id: MessageId, values?: Record<string, string | number>) => string;

/** The page's language and its messages. */
export interface Language {
  locale: Locale;
  t: Translate;
}

/** Makes a language out of its catalogue. */
export function languageOf(locale: Locale, messages: Messages): Language {
  const i18n = setupI18n({ locale, messages: { [locale]: messages } });
  return { locale, t: (id, values) => i18n._(id, values) };
}

export const LanguageContext = createContext<Language | null>(null);

/** The language of the page; both entries provide it before anything renders. */
export function useLanguage(): Language {
  const language = use(LanguageContext);
  if (!language) throw new Error('no language was provided');
  return language;
}
