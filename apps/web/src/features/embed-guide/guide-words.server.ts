import { writtenWords, type WrittenWords } from '../../shared/i18n/written-words.server.ts';
import en from './locales/en.json' with { type: 'json' };
import ko from './locales/ko.json' with { type: 'json' };
import zhHans from './locales/zh-Hans.json' with { type: 'json' };

/** Words of the page for partners; they stay on the server, so no browser loads them. */
export type GuideWords = WrittenWords<keyof typeof en>;

export const guideWords = writtenWords({ en, ko, 'zh-Hans': zhHans });
