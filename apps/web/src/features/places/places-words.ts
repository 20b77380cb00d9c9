import type { Locale } from '@lantern/schemas/locale';
import type { Translate } from '../../shared/i18n/translate.ts';
import type en from './locales/en.json';

/** Words of the map and the list of places; browsers load them only to narrow the list. */
export interface PlacesWords {
  locale: Locale;
  t: Translate<keyof typeof en>;
  /** A country's name, by its ISO code. */
  country: (code: string) => string;
  /** Orders names as readers of the language expect. */
  compare: (left: string, right: string) => number;
  /** "a, b and c". */
  join: (parts: readonly string[]) => string;
}

// English readers of many countries, as everywhere on the site.
const WRITTEN_IN: Record<Locale, string> = { en: 'en-GB', ko: 'ko', 'zh-Hans': 'zh-Hans' };

/** What a language's messages need beside them. */
export function wordsWith({ locale, t }: Pick<PlacesWords, 'locale' | 't'>): PlacesWords {
  const names = new Intl.DisplayNames(WRITTEN_IN[locale], { type: 'region' });
  const list = new Intl.ListFormat(WRITTEN_IN[locale]);
  const { compare } = new Intl.Collator(locale);
  return {
    locale,
    t,
    country: (code) => names.of(code) ?? code,
    compare,
    join: (parts) => list.format(parts),
  };
}
