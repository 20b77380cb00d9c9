import { z } from 'zod';

/** The languages every page exists in, BCP 47, in the order they are offered. */
export const LOCALES = ['en', 'ko', 'zh-Hans'] as const;

/** One of {@link LOCALES}. */
// Marked pure so that browser code, which needs only the list, is not sent Zod along with it.
export const localeSchema = /* @__PURE__ */ z.enum(LOCALES);
export type Locale = z.infer<typeof localeSchema>;

/** Narrows what was asked for; for browsers, too. */
export const isLocale = (value: unknown): value is Locale => LOCALES.some((one) => one === value);

/** Each language's name in itself, for the language menu. */
export const LOCALE_NAMES = {
  en: 'English',
  ko: '한국어',
  'zh-Hans': '简体中文',
} as const satisfies Record<Locale, string>;
