interface Place {
  /** IANA zone in which the time is meant. */
  timezone: string;
  locale: string;
}

/** A time of an edition as staff everywhere should understand it: with its zone. */
export function zonedTime(instant: string, { timezone, locale }: Place): string {
  return new Intl.DateTimeFormat(locale, {
    year: 'numeric',
    month: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZone: timezone,
    timeZoneName: 'short',
  }).format(new Date(instant));
}
