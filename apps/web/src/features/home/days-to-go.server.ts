import { WRITTEN_IN } from '../../shared/edition-dates.server.ts';
import type { DaysToGo } from './countdown.tsx';
import { daysBetween } from './days-left.ts';
import type { HomeWords } from './home-words.server.ts';

interface Day {
  /** `YYYY-MM-DD`. */
  date: string;
  /** IANA zone by whose calendar the page counts while it knows no reader's. */
  timezone: string;
}

/** The countdown as the server knows it at `now`. */
export function daysToGo({ date, timezone }: Day, now: Date, { t, locale }: HomeWords): DaysToGo {
  const day = date.slice(0, 10);
  // Canadian English writes ISO dates.
  const today = new Intl.DateTimeFormat('en-CA', { dateStyle: 'short', timeZone: timezone });
  const named = new Intl.DateTimeFormat(WRITTEN_IN[locale], {
    timeZone: timezone,
    timeZoneName: 'longGeneric',
  });
  const zone = named.formatToParts(now).find(({ type }) => type === 'timeZoneName')?.value;
  return {
    day,
    left: daysBetween(today.format(now), day),
    words: {
      days: t('day.days'),
      tomorrow: t('day.tomorrow'),
      today: t('day.today'),
      past: t('day.past'),
      zone: t('day.zone', { zone: zone ?? timezone }),
      yours: t('day.yours'),
    },
  };
}
