import type { Locale } from '@lantern/schemas/locale';
import en from '../../locales/en.json' with { type: 'json' };
import ko from '../../locales/ko.json' with { type: 'json' };
import zhHans from '../../locales/zh-Hans.json' with { type: 'json' };
import { languageOf, type Language } from './translate.ts';

const LANGUAGES = {
  en: languageOf('en', en),
  ko: languageOf('ko', ko),
  'zh-Hans': languageOf('zh-Hans', zhHans),
} satisfies Record<Locale, Language>;

/** Every language, loaded once; browsers load only the one they show. */
export function languageFor(locale: Locale): Language {
  return LANGUAGES[locale];
}
