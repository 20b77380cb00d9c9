import { writtenWords, type WrittenWords } from '../../shared/i18n/written-words.server.ts';
import en from './locales/en.json' with { type: 'json' };
import ko from './locales/ko.json' with { type: 'json' };
import zhHans from './locales/zh-Hans.json' with { type: 'json' };

/** Words of the home page below its form; they stay on the server, so no browser loads them. */
export type HomeWords = WrittenWords<keyof typeof en>;

/** The words of one language; made once. */
export const homeWords = writtenWords({ en, ko, 'zh-Hans': zhHans });
