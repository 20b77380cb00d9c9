/**
 * The edition's own clock. A real edition runs on the world's; a rehearsal's day stood at `dayAt` at the real
 * instant `realAt`, and runs `rate` times as fast. The database's `edition_now` says the same.
 */
export interface DayClock {
  /** ISO instants. */
  realAt: string;
  dayAt: string;
  rate: number;
}

/** What time it is on the day when it is `real` in the world; ms since the epoch. `null`: a real edition. */
export function toDayTime(clock: DayClock | null, real: number): number {
  if (!clock) return real;
  return Date.parse(clock.dayAt) + (real - Date.parse(clock.realAt)) * clock.rate;
}

/** When it is `day` on the day, in the world's time; never, for a clock that stands still. */
export function toRealTime(clock: DayClock | null, day: number): number {
  if (!clock) return day;
  if (clock.rate === 0) return Number.POSITIVE_INFINITY;
  return Date.parse(clock.realAt) + (day - Date.parse(clock.dayAt)) / clock.rate;
}
