import type { Locale } from '@lantern/schemas/locale';
import { WRITTEN_IN } from '../../shared/edition-dates.server.ts';
import {
  eachLanguage,
  writtenWords,
  type WrittenWords,
} from '../../shared/i18n/written-words.server.ts';
import en from './locales/en.json' with { type: 'json' };
import ko from './locales/ko.json' with { type: 'json' };
import zhHans from './locales/zh-Hans.json' with { type: 'json' };

/** Words of the map and the list of places; they stay on the server. */
export interface PlacesWords extends WrittenWords<keyof typeof en> {
  /** A country's name, by its ISO code. */
  country: (code: string) => string;
  /** Orders names as readers of the language expect. */
  compare: (left: string, right: string) => number;
  /** "a, b and c". */
  join: (parts: readonly string[]) => string;
}

const written = writtenWords({ en, ko, 'zh-Hans': zhHans });

function wordsOf(locale: Locale): PlacesWords {
  const names = new Intl.DisplayNames(WRITTEN_IN[locale], { type: 'region' });
  const list = new Intl.ListFormat(WRITTEN_IN[locale]);
  const { compare } = new Intl.Collator(locale);
  return {
    ...written(locale),
    country: (code) => names.of(code) ?? code,
    compare,
    join: (parts) => list.format(parts),
  };
}

/** The words of one language. */
export const placesWords = eachLanguage(wordsOf);
