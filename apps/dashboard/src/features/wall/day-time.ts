import { toDayTime, type DayClock } from '@lantern/schemas/day-clock';
import { useSyncExternalStore } from 'react';

interface Options {
  clock: DayClock | null;
  /** When the server answered last, by its own clock, ISO. */
  asOf: string;
  behindMs: number;
  /** What is not live has no now: it stands where it was last known. */
  stands: boolean;
}

/**
 * What time it is on the day, ms, a second at a time. By the server's clock, since a screen's own may be hours off.
 */
export function useDayNow({ clock, asOf, behindMs, stands }: Options): number {
  const second = useSyncExternalStore(everySecond, thisSecond);
  const answered = Date.parse(asOf);
  return toDayTime(clock, stands ? answered : Math.max(second + behindMs, answered));
}

function everySecond(told: () => void): () => void {
  const timer = setInterval(told, 1_000);
  return () => clearInterval(timer);
}

const thisSecond = (): number => Math.floor(Date.now() / 1_000) * 1_000;

/** Formats of the wall: the day's own time, in UTC, so that every room reads the same. */
export function timesIn(locale: string): Times {
  const known = made.get(locale);
  if (known) return known;
  const times = makeTimes(locale);
  made.set(locale, times);
  return times;
}

type Times = ReturnType<typeof makeTimes>;
/** Making them takes milliseconds, and every part of the wall wants them every second. */
const made = new Map<string, Times>();

function makeTimes(locale: string) {
  const utc = { timeZone: 'UTC', hourCycle: 'h23' } as const;
  const clock = { hour: '2-digit', minute: '2-digit', ...utc } as const;
  const hour = new Intl.DateTimeFormat(locale, clock);
  const second = new Intl.DateTimeFormat(locale, { ...clock, second: '2-digit' });
  const date = new Intl.DateTimeFormat(locale, {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    ...utc,
  });
  return {
    hour: (at: number) => hour.format(at),
    second: (at: number) => second.format(at),
    date: (at: number) => date.format(at),
  };
}
