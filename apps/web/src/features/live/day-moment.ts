/** Where the day stands: not begun anywhere, begun somewhere, over everywhere. */
export type Moment = 'before' | 'during' | 'after';

const HOUR_MS = 3_600_000;
/** The date comes first to UTC+14 and leaves UTC−11 last. */
const FIRST_HOURS = 14;
const LAST_HOURS = 11;

/** `now` in ms, by the edition's own clock; `date` is `YYYY-MM-DD`, the same everywhere. */
export function momentOf(date: string, now: number): Moment {
  const midnight = Date.parse(`${date}T00:00:00Z`);
  if (now < midnight - FIRST_HOURS * HOUR_MS) return 'before';
  return now < midnight + (24 + LAST_HOURS) * HOUR_MS ? 'during' : 'after';
}

/** Noon of a date on a zone's clocks, as an instant, ms. */
export function noonIn(timeZone: string, date: string): number {
  const asUtc = Date.parse(`${date}T12:00:00Z`);
  const clock = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    dateStyle: 'short',
    timeStyle: 'medium',
    hourCycle: 'h23',
  });
  // What the zone's clocks show when it is noon in UTC tells how far they are from it.
  const shown = Date.parse(`${clock.format(asUtc).replace(', ', 'T')}Z`);
  return asUtc - (shown - asUtc);
}
