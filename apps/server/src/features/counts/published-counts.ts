import type {
  CitiesJson,
  CityStatesJson,
  CorrectionsJson,
  CountJson,
  CountriesJson,
  HistoryJson,
  HistoryResolution,
} from '@lantern/schemas/public-json';
import type {
  CellsRow,
  CitiesRow,
  CityRow,
  CorrectionsRow,
  CountRow,
  HistoryRow,
  HistorySpan,
} from './counts.repo.ts';
import { suppress, type Cell } from './suppression.ts';
import { RESTORED } from './tally-change.ts';

/** The row that stands for all countries too small to be shown. */
const ELSEWHERE = 'ZZ';

/** How far back each resolution tells. */
export const HISTORY_SPANS = {
  minute: { resolution: 'minute', window: '24 hours' },
  hour: { resolution: 'hour', window: '60 days' },
  day: { resolution: 'day', window: null },
} as const satisfies Record<HistoryResolution, HistorySpan>;

/** The total as it is public. */
export function publishCount({ total, version, asOf, perMinute }: CountRow): CountJson {
  return { total, version, asOf: asOf.toISOString(), perMinute };
}

/** Countries that may be shown, and `ZZ` for the rest; Σ = `total`. */
export function publishCountries({ total, version, asOf, cells }: CellsRow): CountriesJson {
  const { shown, hidden } = suppress(toCells(cells));
  const countries = shown.map(({ key, total }) => ({ country: key, total }));
  if (hidden > 0) countries.push({ country: ELSEWHERE, total: hidden });
  return { total, version, asOf: asOf.toISOString(), countries };
}

/**
 * Cities with their signatures where these may be shown; the rest, and those who named no city, are
 * `elsewhere`. A city without signers is null like a small one, lest the nulls single out the small.
 */
export function publishCities({ total, version, asOf, cells, cities }: CitiesRow): CitiesJson {
  const known = new Set(cities.map(({ slug }) => slug));
  const named = toCells(cells).filter(({ key }) => known.has(key));
  const cityless = total - sumOf(named);
  const { shown } = suppress(named, cityless);
  const visible = new Map(shown.map((cell) => [cell.key, cell.total]));
  return {
    total,
    version,
    asOf: asOf.toISOString(),
    elsewhere: total - sumOf(shown),
    cities: cities.map((city) => publishCity(city, visible.get(city.slug) ?? null)),
  };
}

/** What of the cities changes on the day. */
export function publishStates({ version, asOf, cities }: CitiesJson): CityStatesJson {
  const states = cities.map(({ slug, status, outcome }) => [slug, [status, outcome]] as const);
  return { version, asOf, states: Object.fromEntries(states) };
}

function publishCity(
  { nameEn, nameKo, nameZh, ...city }: CityRow,
  signatures: number | null,
): CitiesJson['cities'][number] {
  return { ...city, name: { en: nameEn, ko: nameKo, 'zh-Hans': nameZh }, signatures };
}

/** `before` is what had been counted when the span began. */
export function publishHistory(
  resolution: HistoryResolution,
  { total, version, asOf, points }: HistoryRow,
): HistoryJson {
  const net = points.reduce((sum, point) => sum + point.net, 0);
  return {
    total,
    version,
    asOf: asOf.toISOString(),
    resolution,
    before: total - net,
    points: points.map(({ at, net }) => ({ at: new Date(at * 1000).toISOString(), net })),
  };
}

/**
 * What made the total fall, by UTC day, and what counts again. Every fall has a reason, so all of them
 * together are all falls.
 */
export function publishCorrections({
  total,
  version,
  asOf,
  falls,
}: CorrectionsRow): CorrectionsJson {
  const days = Map.groupBy(falls, ({ day }) => day);
  return {
    total,
    version,
    asOf: asOf.toISOString(),
    days: [...days].map(([day, corrected]) => {
      const fallen = corrected.filter(({ reason }) => reason !== RESTORED);
      return {
        day,
        total: fallen.reduce((sum, { count }) => sum + count, 0),
        reasons: fallen.map(({ reason, count }) => ({ reason, count })),
        restored: corrected.find(({ reason }) => reason === RESTORED)?.count ?? 0,
      };
    }),
  };
}

const toCells = (cells: Record<string, number>): Cell[] =>
  Object.entries(cells).map(([key, total]) => ({ key, total }));

const sumOf = (cells: readonly Cell[]): number => cells.reduce((sum, { total }) => sum + total, 0);
