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

/** Words and figures of the page for the press; they stay on the server. */
export interface PressWords extends WrittenWords<keyof typeof en> {
  number: (value: number) => string;
  /** An instant to the minute, with its day and zone. */
  instant: (iso: string) => string;
  /** "a, b and c". */
  join: (parts: readonly string[]) => string;
}

const written = writtenWords({ en, ko, 'zh-Hans': zhHans });

function wordsOf(locale: Locale): PressWords {
  const tag = WRITTEN_IN[locale];
  const number = new Intl.NumberFormat(tag);
  const list = new Intl.ListFormat(tag);
  const instant = new Intl.DateTimeFormat(tag, {
    year: 'numeric',
    month: 'long',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
    timeZone: 'UTC',
    timeZoneName: 'short',
  });
  return {
    ...written(locale),
    number: (value) => number.format(value),
    instant: (iso) => instant.format(new Date(iso)),
    join: (parts) => list.format(parts),
  };
}

/** The words of one language. */
export const pressWords = eachLanguage(wordsOf);
