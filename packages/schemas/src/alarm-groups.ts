import { regionOf, type Region } from './region.ts';

/** Fewer silent cities than this are looked at one by one. */
export const FLOOD_CITIES = 4;
/** Silences that began within this long of one another may have one cause. */
export const FLOOD_WITHIN_MINUTES = 10;
const MINUTE_MS = 60_000;

/** An open silence, as far as grouping needs it. */
export interface Silence {
  id: string;
  city: string;
  /** ISO 3166-1 alpha-2. */
  country: string;
  /** ISO instant. */
  dueAt: string;
}

/** Silences that may have one cause, e.g. a network that is down. */
export interface Flood {
  /** What they share: a country, a region, or only the hour. */
  shares:
    { kind: 'country'; country: string } | { kind: 'region'; region: Region } | { kind: 'time' };
  cities: string[];
  alarmIds: string[];
}

/**
 * Gathers silences that look like one outage: four cities or more of one country, else of any whose silence began
 * within ten minutes. An alarm is in one flood at most; those in none stand for themselves.
 */
export function floodsOf(silences: readonly Silence[]): Flood[] {
  const byCountry = Map.groupBy(silences, ({ country }) => country);
  const countries = [...byCountry.values()].filter(isFlood);
  const taken = new Set(countries.flat());
  const rest = silences
    .filter((silence) => !taken.has(silence))
    .toSorted((one, other) => one.dueAt.localeCompare(other.dueAt));
  return [...countries, ...burstsOf(rest).filter(isFlood)].map(floodOf);
}

/** Splits what is sorted by time wherever the first of a burst is too far back. */
function burstsOf(sorted: readonly Silence[]): Silence[][] {
  const bursts: Silence[][] = [];
  for (const silence of sorted) {
    const burst = bursts.at(-1);
    const [first] = burst ?? [];
    const within =
      first &&
      Date.parse(silence.dueAt) - Date.parse(first.dueAt) <= FLOOD_WITHIN_MINUTES * MINUTE_MS;
    if (burst && within) burst.push(silence);
    else bursts.push([silence]);
  }
  return bursts;
}

const citiesOf = (silences: readonly Silence[]) => [...new Set(silences.map(({ city }) => city))];
const isFlood = (silences: readonly Silence[]) => citiesOf(silences).length >= FLOOD_CITIES;

function floodOf(silences: readonly Silence[]): Flood {
  return {
    shares: sharedBy(silences),
    cities: citiesOf(silences),
    alarmIds: silences.map(({ id }) => id),
  };
}

function sharedBy(silences: readonly Silence[]): Flood['shares'] {
  const [country, ...others] = new Set(silences.map((silence) => silence.country));
  if (country !== undefined && others.length === 0) return { kind: 'country', country };
  const [region, ...elsewhere] = new Set(silences.map((silence) => regionOf(silence.country)));
  return region !== undefined && elsewhere.length === 0
    ? { kind: 'region', region }
    : { kind: 'time' };
}
