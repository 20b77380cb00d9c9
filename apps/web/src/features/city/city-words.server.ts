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

/** Words of a city's page; a page is sent those it shows. */
export interface CityWords extends WrittenWords<keyof typeof en> {
  /** A country's name, by its ISO code. */
  country: (code: string) => string;
}

const written = writtenWords({ en, ko, 'zh-Hans': zhHans });

function wordsOf(locale: Locale): CityWords {
  const names = new Intl.DisplayNames(WRITTEN_IN[locale], { type: 'region' });
  return { ...written(locale), country: (code) => names.of(code) ?? code };
}

/** The words of one language. */
export const cityWords = eachLanguage(wordsOf);
