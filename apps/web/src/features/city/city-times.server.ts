import type { Locale } from '@lantern/schemas/locale';
import { WRITTEN_IN } from '../../shared/edition-dates.server.ts';

const CLOCK = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;

/** A calendar day in words; the same wherever it is read. */
export const dayInWords = (locale: Locale, date: string): string =>
  new Intl.DateTimeFormat(WRITTEN_IN[locale], { dateStyle: 'full', timeZone: 'UTC' }).format(
    new Date(`${date}T00:00:00Z`),
  );

/** "12:00–13:00 (Korean Standard Time)", on a city's clock; one that is another day's says which. */
export function hoursInWords(
  locale: Locale,
  timezone: string,
  { startsAt, endsAt }: { startsAt: string; endsAt: string | null },
): string {
  const zone = { timeZone: timezone };
  const hour = new Intl.DateTimeFormat(WRITTEN_IN[locale], { ...CLOCK, ...zone });
  const day = new Intl.DateTimeFormat(WRITTEN_IN[locale], { ...zone, dateStyle: 'short' });
  const late = new Intl.DateTimeFormat(WRITTEN_IN[locale], {
    ...CLOCK,
    ...zone,
    month: 'long',
    day: 'numeric',
  });
  const [start, end] = [new Date(startsAt), endsAt === null ? null : new Date(endsAt)];
  const until = end && (day.format(start) === day.format(end) ? hour : late).format(end);
  const hours = until === null ? hour.format(start) : `${hour.format(start)}–${until}`;
  return `${hours} (${zoneName(locale, timezone, start)})`;
}

/** "24 September 2027 at 12:04", on a city's clock. */
export const momentInWords = (locale: Locale, timezone: string, at: string): string =>
  new Intl.DateTimeFormat(WRITTEN_IN[locale], {
    ...CLOCK,
    year: 'numeric',
    month: 'long',
    day: 'numeric',
    timeZone: timezone,
  }).format(new Date(at));

function zoneName(locale: Locale, timeZone: string, at: Date): string {
  const parts = new Intl.DateTimeFormat(WRITTEN_IN[locale], {
    timeZone,
    timeZoneName: 'long',
  }).formatToParts(at);
  return parts.find(({ type }) => type === 'timeZoneName')?.value ?? timeZone;
}
