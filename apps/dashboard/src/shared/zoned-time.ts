interface Place {
  /** IANA zone in which the time is meant. */
  timezone: string;
  locale: string;
}

/** A time as it is meant, with its zone. */
export function zonedTime(instant: string, { timezone, locale }: Place): string {
  return new Intl.DateTimeFormat(locale, {
    year: 'numeric',
    month: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone: timezone,
    timeZoneName: 'short',
  }).format(new Date(instant));
}

/** The same by the reader's own clock; null where that shows the same. */
export function readersTime(instant: string, { timezone, locale }: Place): string | null {
  const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
  const shown = (zone: string) =>
    new Intl.DateTimeFormat(locale, {
      month: 'short',
      day: 'numeric',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
      timeZone: zone,
    }).format(new Date(instant));
  return shown(timeZone) === shown(timezone) ? null : shown(timeZone);
}
