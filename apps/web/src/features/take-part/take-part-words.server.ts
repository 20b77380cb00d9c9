import { writtenWords, type WrittenWords } from '../../shared/i18n/written-words.server.ts';
import en from './locales/en.json' with { type: 'json' };
import ko from './locales/ko.json' with { type: 'json' };
import zhHans from './locales/zh-Hans.json' with { type: 'json' };

/** Words of the page that says how to take part; they stay on the server. */
export type TakePartWords = WrittenWords<keyof typeof en>;

/** The words of one language. */
export const takePartWords = writtenWords({ en, ko, 'zh-Hans': zhHans });
