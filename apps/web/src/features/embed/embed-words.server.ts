import type { Locale } from '@lantern/schemas/locale';
import { languageFor } from '../../shared/i18n/catalogues.server.ts';
import { writtenWords } from '../../shared/i18n/written-words.server.ts';
import en from './locales/en.json' with { type: 'json' };
import ko from './locales/ko.json' with { type: 'json' };
import zhHans from './locales/zh-Hans.json' with { type: 'json' };

const written = writtenWords({ en, ko, 'zh-Hans': zhHans });

/** The frames' own words (`own`), and those they share with the site's form (`t`). */
export function embedWords(locale: Locale) {
  return { locale, own: written(locale).t, t: languageFor(locale).t };
}
export type EmbedWords = ReturnType<typeof embedWords>;
