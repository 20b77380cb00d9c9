import { toDayTime, type DayClock } from '@lantern/schemas/day-clock';
import { useEffect, useMemo, useState } from 'react';

const TICK_MS = 1_000;

interface Options {
  clock: DayClock | null;
  /** When the server answered last, by its own clock, ISO. */
  asOf: string;
  /** What is not live has no now: it stands where it was last known. */
  stands: boolean;
}

/**
 * What time it is on the day, ms, a second at a time. By the server's clock, since a screen's own may be hours off.
 */
export function useDayNow({ clock, asOf, stands }: Options): number {
  const [now, setNow] = useState(() => Date.now());
  // How far this screen's clock is behind the server's, as of the last answer.
  const behind = useMemo(() => Date.parse(asOf) - Date.now(), [asOf]);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), TICK_MS);
    return () => clearInterval(timer);
  }, []);
  const real = stands ? Date.parse(asOf) : Math.max(now + behind, Date.parse(asOf));
  return toDayTime(clock, real);
}

/** Formats of the wall: the day's own time, in UTC, so that every room reads the same. */
export function timesIn(locale: string) {
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
