import type { Locale } from '@lantern/schemas/locale';
import { translator } from './rsvp-words.ts';
import type { ActionFacts } from './rsvps.repo.ts';

// English readers of many countries: the day before the month, and 24 hours.
const WRITTEN_IN: Record<Locale, string> = { en: 'en-GB', ko: 'ko', 'zh-Hans': 'zh-Hans' };
const NAME_IN = { en: 'nameEn', ko: 'nameKo', 'zh-Hans': 'nameZh' } as const;

/** A city's name in a language. */
const cityName = (facts: ActionFacts, locale: Locale): string => facts[NAME_IN[locale]];

/** "Candlelight vigil, Seoul". */
export const actionLine = (facts: ActionFacts, locale: Locale): string =>
  translator(locale)('line', {
    action: translator(locale)(`action.${facts.kind}`),
    city: cityName(facts, locale),
  });

/** The day and, where it is published, the hour on the city's clock with its zone. */
export function actionTime(facts: ActionFacts, locale: Locale): string {
  const { startsAt, localDate, timezone } = facts;
  if (startsAt === null) {
    const day = new Intl.DateTimeFormat(WRITTEN_IN[locale], { dateStyle: 'full', timeZone: 'UTC' });
    return `${day.format(new Date(`${localDate}T00:00:00Z`))}. ${translator(locale)('no-hour')}`;
  }
  return new Intl.DateTimeFormat(WRITTEN_IN[locale], {
    weekday: 'long',
    year: 'numeric',
    month: 'long',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone: timezone,
    timeZoneName: 'long',
  }).format(startsAt);
}

/** As exactly as it is published. */
export function actionPlace(facts: ActionFacts, locale: Locale): string {
  const { place, precision } = facts;
  const city = cityName(facts, locale);
  if (place === null || precision === 'city') return translator(locale)('where.city', { city });
  return precision === 'exact' ? place : translator(locale)('where.neighbourhood', { place });
}
