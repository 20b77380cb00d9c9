import { KEPT } from '@lantern/schemas/retention';
import type { Locale } from '@lantern/schemas/locale';
import { WRITTEN_IN } from '../../shared/edition-dates.server.ts';
import { writtenWords } from '../../shared/i18n/written-words.server.ts';
import en from './locales/en.json' with { type: 'json' };
import ko from './locales/ko.json' with { type: 'json' };
import zhHans from './locales/zh-Hans.json' with { type: 'json' };

export type StatementId = keyof typeof en;

/** The words of the statements in one language; no browser loads them. */
export interface StatementWords {
  locale: Locale;
  /** The edition that the address names, to be kept in links. */
  edition: string | undefined;
  t: (id: StatementId, values?: Record<string, number>) => string;
  /** An ISO date, the same day everywhere. */
  day: (isoDate: string) => string;
}

const written = writtenWords({ en, ko, 'zh-Hans': zhHans });
const DAY = { year: 'numeric', month: 'long', day: 'numeric', timeZone: 'UTC' } as const;

/**
 * The arguments of sentences that name a time to keep something: the very figures by which it is
 * deleted, so that what is said and what is done cannot part.
 */
export const KEPT_FIGURES: Partial<Record<StatementId, Record<string, number>>> = {
  'privacy.sign.unconfirmed': { days: KEPT.unconfirmedDays },
  'privacy.sign.network': { hours: KEPT.networkHours },
  'privacy.mails.outcome': { days: KEPT.mailOutcomeDays },
  'privacy.contact.kept': { days: KEPT.settledMessageDays },
  'privacy.come.kept': { days: KEPT.rsvpDays },
  'privacy.apply.kept': { days: KEPT.decidedApplicationDays, unconfirmed: KEPT.unconfirmedDays },
};

/** The words of one language; `edition` is the slug the address named, kept in links. */
export function statementWords(locale: Locale, edition?: string): StatementWords {
  const { t } = written(locale);
  const day = new Intl.DateTimeFormat(WRITTEN_IN[locale], DAY);
  return {
    locale,
    edition,
    t: (id, values) => t(id, values ?? KEPT_FIGURES[id]),
    day: (isoDate) => day.format(new Date(`${isoDate}T00:00:00Z`)),
  };
}
