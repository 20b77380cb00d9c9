import { eachLanguage, writtenWords } from '../../shared/i18n/written-words.server.ts';
import en from './locales/en.json' with { type: 'json' };
import ko from './locales/ko.json' with { type: 'json' };
import zhHans from './locales/zh-Hans.json' with { type: 'json' };
import { wordsWith } from './places-words.ts';

const written = writtenWords({ en, ko, 'zh-Hans': zhHans });

/** The words of one language. */
export const placesWords = eachLanguage((locale) => wordsWith(written(locale)));
