import type { Locale } from '@lantern/schemas/locale';
import { setupI18n } from '@lingui/core';
import { createContext, use } from 'react';
import type english from './locales/en.json';

/** Ids of the phone app's messages; it has a catalogue of its own, so that a phone loads no word of the desk. */
export type Words = keyof typeof english;

/** The language shown, and its messages. */
export interface FieldLanguage {
  locale: Locale;
  t: (id: Words, values?: Record<string, string | number>) => string;
}

const CATALOGUES = {
  en: () => import('./locales/en.json'),
  ko: () => import('./locales/ko.json'),
  'zh-Hans': () => import('./locales/zh-Hans.json'),
} satisfies Record<Locale, () => Promise<unknown>>;

export async function loadFieldLanguage(locale: Locale): Promise<FieldLanguage> {
  const messages = (await CATALOGUES[locale]()).default;
  const i18n = setupI18n({ locale, messages: { [locale]: messages } });
  return { locale, t: (id, values) => i18n._(id, values) };
}

export const FieldLanguageContext = createContext<FieldLanguage | null>(null);

/** The language shown; the entry provides it before anything renders. */
export function useWords(): FieldLanguage {
  const language = use(FieldLanguageContext);
  if (!language) throw new Error('no language was provided');
  return language;
}
