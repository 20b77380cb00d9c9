import { writtenWords } from '../shared/i18n/written-words.server.ts';
import en from './locales/en.json' with { type: 'json' };
import ko from './locales/ko.json' with { type: 'json' };
import zhHans from './locales/zh-Hans.json' with { type: 'json' };

/** Words about pages, for machines that share or index them; no browser loads them. */
export const headWords = writtenWords({ en, ko, 'zh-Hans': zhHans });
