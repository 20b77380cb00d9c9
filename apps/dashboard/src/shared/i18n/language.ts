import type { Locale } from '@lantern/schemas/locale';
import { setupI18n } from '@lingui/core';
import { createContext, use } from 'react';
import type english from '../../locales/en.json';

/** Ids of the dashboard's messages; English is the source. */
export type MessageId = keyof typeof english;

/** Gives the message of `id`, with its arguments filled in. */
type Translate = (id: MessageId, values?: Record<string, string | number>) => string;

/** The language shown, and its messages. */
export interface Language {
  locale: Locale;
  t: Translate;
}

// Only the language shown is loaded.
const CATALOGUES = {
  en: () => import('../../locales/en.json'),
  ko: () => import('../../locales/ko.json'),
  'zh-Hans': () => import('../../locales/zh-Hans.json'),
} satisfies Record<Locale, () => Promise<unknown>>;

export async function loadLanguage(locale: Locale): Promise<Language> {
  const messages = (await CATALOGUES[locale]()).default;
  const i18n = setupI18n({ locale, messages: { [locale]: messages } });
  return { locale, t: (id, values) => i18n._(id, values) };
}

export const LanguageContext = createContext<Language | null>(null);

/** The language shown; the entry provides it before anything renders. */
export function useLanguage(): Language {
  const language = use(LanguageContext);
  if (!language) throw new Error('no language was provided');
  return language;
}
