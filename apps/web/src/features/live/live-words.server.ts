import type { Locale } from '@lantern/schemas/locale';
import { WRITTEN_IN } from '../../shared/edition-dates.server.ts';
import { eachLanguage, writtenWords } from '../../shared/i18n/written-words.server.ts';
import type { LiveWords } from './live-words.ts';
import en from './locales/en.json' with { type: 'json' };
import ko from './locales/ko.json' with { type: 'json' };
import zhHans from './locales/zh-Hans.json' with { type: 'json' };

const written = writtenWords({ en, ko, 'zh-Hans': zhHans });

/** Only the browser knows these, so they stay as they are. */
const LATER = { n: '{n}', time: '{time}', total: '{total}', day: '{day}' };

function wordsOf(locale: Locale) {
  const { t } = written(locale);
  const names = new Intl.DisplayNames(WRITTEN_IN[locale], { type: 'region' });
  const { compare } = new Intl.Collator(locale);
  // Its keys are those of the catalogue it was made of.
  const ids = Object.keys(en) as (keyof LiveWords)[];
  const words = Object.fromEntries(ids.map((id) => [id, t(id, LATER)])) as LiveWords;
  return { words, country: (code: string) => names.of(code) ?? code, compare };
}

/** Words of one language, names of countries, and the order its readers expect. */
export const liveWords = eachLanguage(wordsOf);
