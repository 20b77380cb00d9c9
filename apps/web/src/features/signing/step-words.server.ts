import { writtenWords } from '../../shared/i18n/written-words.server.ts';
import en from './locales/en.json' with { type: 'json' };
import ko from './locales/ko.json' with { type: 'json' };
import zhHans from './locales/zh-Hans.json' with { type: 'json' };

/** Every language's words for the pages after the form. */
export const stepWords = writtenWords({ en, ko, 'zh-Hans': zhHans });
