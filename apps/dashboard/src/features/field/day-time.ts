import { toDayTime } from '@lantern/schemas/day-clock';
import { useEffect, useState } from 'react';
import type { FieldCity } from '@lantern/schemas/field-mine';
import type { FieldApp } from './field-app.ts';

/** A rehearsal's day runs fast; a real one is not looked at more often than this, ms. */
const LOOK_MS = 1_000;

/** The moment by the device's clock, ms, again every second. */
export function useNow(): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), LOOK_MS);
    return () => clearInterval(timer);
  }, []);
  return now;
}

/** What time it is on the city's day, by the edition's clock and the server's, as far as it was heard. */
export const dayTimeOf = (app: Pick<FieldApp, 'offsetMs'>, { edition }: FieldCity, now: number) =>
  toDayTime(edition.dayClock, now + (app.offsetMs() ?? 0));

/** `HH:MM` on the city's clock. */
export function clockTime(at: number, timezone: string): string {
  return new Intl.DateTimeFormat('en-GB', {
    hour: '2-digit',
    minute: '2-digit',
    timeZone: timezone,
  }).format(at);
}

/** `YYYY-MM-DD` on the city's calendar. */
export function dayOf(at: number, timezone: string): string {
  return new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeZone: timezone }).format(at);
}

/** A day in the reader's language. */
export function dayWords(at: number, timezone: string, locale: string): string {
  return new Intl.DateTimeFormat(locale, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    timeZone: timezone,
  }).format(at);
}
