import type { Locale } from '@lantern/schemas/locale';
import type { HistoryResolution } from '@lantern/schemas/public-json';
import { WRITTEN_IN } from '../../shared/edition-dates.server.ts';
import {
  eachLanguage,
  writtenWords,
  type WrittenWords,
} from '../../shared/i18n/written-words.server.ts';
import en from './locales/en.json' with { type: 'json' };
import ko from './locales/ko.json' with { type: 'json' };
import zhHans from './locales/zh-Hans.json' with { type: 'json' };

/** Words and figures of the petition’s pages; they stay on the server, so no browser loads them. */
export interface PetitionWords extends WrittenWords<keyof typeof en> {
  number: (value: number) => string;
  /** With its sign: +3, −1, 0. */
  change: (value: number) => string;
  share: (value: number) => string;
  country: (code: string) => string;
  /** An instant to the second, with its zone. */
  instant: (iso: string) => string;
  /** An ISO date, the same day everywhere. */
  day: (isoDate: string) => string;
  /** The start of a bucket of the history, in UTC; `at` in milliseconds. */
  bucket: (resolution: HistoryResolution, at: number) => string;
}

const DAY = { year: 'numeric', month: 'long', day: 'numeric', timeZone: 'UTC' } as const;
const TIME = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
const MOMENT = { ...TIME, month: 'short', day: 'numeric', timeZone: 'UTC' } as const;

const written = writtenWords({ en, ko, 'zh-Hans': zhHans });

function wordsOf(locale: Locale): PetitionWords {
  const { t } = written(locale);
  const tag = WRITTEN_IN[locale];
  const number = new Intl.NumberFormat(tag);
  const change = new Intl.NumberFormat(tag, { signDisplay: 'exceptZero' });
  const share = new Intl.NumberFormat(tag, { style: 'percent', maximumFractionDigits: 1 });
  const names = new Intl.DisplayNames(tag, { type: 'region' });
  const day = new Intl.DateTimeFormat(tag, DAY);
  const moment = new Intl.DateTimeFormat(tag, MOMENT);
  const instant = new Intl.DateTimeFormat(tag, {
    ...DAY,
    ...TIME,
    second: '2-digit',
    timeZoneName: 'short',
  });
  return {
    locale,
    t,
    number: (value) => number.format(value),
    change: (value) => change.format(value),
    share: (value) => share.format(value),
    country: (code) => (code === 'ZZ' ? t('small.other') : (names.of(code) ?? code)),
    instant: (iso) => instant.format(new Date(iso)),
    day: (isoDate) => day.format(new Date(`${isoDate}T00:00:00Z`)),
    bucket: (resolution, at) => (resolution === 'day' ? day : moment).format(at),
  };
}

/** The words of one language. */
export const petitionWords = eachLanguage(wordsOf);
