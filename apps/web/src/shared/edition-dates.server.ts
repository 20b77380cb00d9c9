import type { Locale } from '@lantern/schemas/locale';
import type { WrittenDates } from './edition.ts';

interface Dates {
  /** Calendar date of the day, YYYY-MM-DD; the same everywhere, so without a zone. */
  date: string;
  /** IANA zone in which the petition opens and closes. */
  timezone: string;
  opensAt: string;
  closesAt: string;
  deliversAt: string;
}

// English readers of many countries: the day before the month, and 24 hours.
export const WRITTEN_IN: Record<Locale, string> = { en: 'en-GB', ko: 'ko', 'zh-Hans': 'zh-Hans' };

/** Puts an edition's dates into words: instants in its own zone, with the zone's name. */
export function writtenDates(edition: Dates, locale: Locale): WrittenDates {
  const day = new Intl.DateTimeFormat(WRITTEN_IN[locale], { dateStyle: 'full', timeZone: 'UTC' });
  const instant = new Intl.DateTimeFormat(WRITTEN_IN[locale], {
    year: 'numeric',
    month: 'long',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone: edition.timezone,
    timeZoneName: 'long',
  });
  const say = (iso: string) => instant.format(new Date(iso));
  return {
    day: day.format(new Date(`${edition.date.slice(0, 10)}T00:00:00Z`)),
    dayIso: edition.date.slice(0, 10),
    opens: say(edition.opensAt),
    closes: say(edition.closesAt),
    delivers: say(edition.deliversAt),
  };
}
