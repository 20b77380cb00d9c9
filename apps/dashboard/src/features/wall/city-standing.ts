import type { Wall, WallCity } from '@lantern/schemas/wall';
import type { CityState } from '@lantern/ui/city-mark';

/** A city whose hour is this near is waited for; before, it is planned. */
const WAITED_FOR_MS = 3 * 3_600_000;

/** Which mark a city has now: whoever calls for somebody before all else. `now`: the day's time, ms. */
export function standingOf(city: WallCity, now: number): CityState {
  if (city.calling) return city.calling.why === 'trouble' ? 'trouble' : 'silent';
  switch (city.phase) {
    case 'waiting':
      return startOf(city) - now < WAITED_FOR_MS ? 'waiting' : 'planned';
    case 'safe-home':
      return 'done';
    case 'on-the-way':
    case 'there':
    case 'done':
    case 'called-off':
      return city.phase;
    default:
      return city.phase satisfies never;
  }
}

const startOf = ({ startsAt }: WallCity): number =>
  startsAt === null ? Number.POSITIVE_INFINITY : Date.parse(startsAt);

/** What the four tiles count. A city that is silent is also counted where it was last heard of. */
export interface Tallies {
  done: readonly WallCity[];
  there: readonly WallCity[];
  /** Those that call, the most urgent first: nobody has it, red, longest. */
  silent: readonly Calling[];
  trouble: readonly Calling[];
  /** The next city whose hour comes; null when none does. */
  next: WallCity | null;
}

/** A city that calls for somebody. */
export type Calling = WallCity & { calling: NonNullable<WallCity['calling']> };

/** `now`: the day's time, ms. */
export function tallied(cities: Wall['cities'], now: number): Tallies {
  const calling = cities.filter((city): city is Calling => city.calling !== null);
  const because = (why: Calling['calling']['why']) =>
    calling.filter((city) => city.calling.why === why).toSorted(byUrgency);
  const [next = null] = cities
    .filter(({ phase }) => phase === 'waiting' || phase === 'on-the-way')
    .filter((city) => Number.isFinite(startOf(city)) && startOf(city) > now)
    .toSorted((a, b) => startOf(a) - startOf(b));
  return {
    done: cities.filter(({ phase }) => phase === 'done' || phase === 'safe-home'),
    there: cities.filter(({ phase }) => phase === 'there'),
    silent: because('silence'),
    trouble: because('trouble'),
    next,
  };
}

function byUrgency({ calling: a }: Calling, { calling: b }: Calling): number {
  return (
    Number(a.acknowledged) - Number(b.acknowledged) ||
    Number(b.level === 'red') - Number(a.level === 'red') ||
    Date.parse(a.since) - Date.parse(b.since)
  );
}

/** Whole minutes since an instant, by the day's time; never below zero. */
export const minutesSince = (instant: string, now: number): number =>
  Math.max(0, Math.floor((now - Date.parse(instant)) / 60_000));

/** Whether somebody must be woken: red, and nobody has it. */
export const mustRing = (cities: Wall['cities']): boolean =>
  cities.some(({ calling }) => calling?.level === 'red' && !calling.acknowledged);
