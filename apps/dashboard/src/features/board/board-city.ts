import type { BoardCity } from '@lantern/schemas/board';
import type { CityState } from '@lantern/ui/city-mark';

/** Which cities are shown. */
export const BOARD_FILTERS = [
  'all',
  'attention',
  'late',
  'there',
  'to-come',
  'done',
  'nobody',
] as const;
export type BoardFilter = (typeof BOARD_FILTERS)[number];

/** The mark of a city: whoever calls for somebody before all else. */
export function markOf(city: BoardCity): CityState {
  if (city.incidents > 0) return 'trouble';
  if (city.alarm) return 'silent';
  if (city.phase === 'safe-home') return 'done';
  if (city.phase === 'waiting') return city.startsAt === null ? 'planned' : 'waiting';
  return city.phase;
}

/** Whole minutes that word is late by; null while it is not. `now`: the day's time, ms. */
export function lateBy({ next, phase }: BoardCity, now: number): number | null {
  if (!next || phase === 'called-off') return null;
  const minutes = Math.floor((now - Date.parse(next.dueAt)) / 60_000);
  return minutes > 0 ? minutes : null;
}

/** How much a city needs somebody now: the higher, the further up it stands. */
export function urgencyOf(city: BoardCity, now: number): number {
  const { alarm, incidents, disputed } = city;
  const open = alarm && !alarm.acknowledged ? 4 : 0;
  const red = alarm?.level === 'red' ? 2 : 0;
  return (
    open +
    red +
    (alarm ? 1 : 0) +
    (incidents > 0 ? 3 : 0) +
    (disputed ? 2 : 0) +
    (lateBy(city, now) === null ? 0 : 0.5)
  );
}

/** Whether a filter shows a city. */
export function isShown(city: BoardCity, filter: BoardFilter, now: number): boolean {
  switch (filter) {
    case 'all':
      return true;
    case 'attention':
      return city.alarm !== null || city.incidents > 0 || city.disputed;
    case 'late':
      return lateBy(city, now) !== null;
    case 'there':
      return city.phase === 'there' || city.phase === 'on-the-way';
    case 'to-come':
      return city.phase === 'waiting' && city.startsAt !== null;
    case 'done':
      return city.phase === 'done' || city.phase === 'safe-home' || city.phase === 'called-off';
    case 'nobody':
      return city.coordinators + city.deputies === 0;
  }
}
