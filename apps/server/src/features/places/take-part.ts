import { distanceKm, type Point } from './distance.ts';
import type { CityRow, MissionRow } from './places.repo.ts';

/** A city with how far it is, whole kilometres. */
type Near<T> = T & { km: number };
type City = Pick<
  CityRow,
  'slug' | 'country' | 'lat' | 'lng' | 'kind' | 'status' | 'hasPeople' | 'offered'
> & {
  /** Kinds of its public actions that still stand. */
  actions: readonly string[];
};
type Mission = Pick<
  MissionRow,
  'mission' | 'slug' | 'country' | 'lat' | 'lng' | 'kind' | 'countries' | 'jurisdiction'
>;

/** Where somebody is. */
export interface Whereabouts {
  country: string;
  /** The city they named, if it is one of ours. */
  city: string | null;
  /** The city's place, or the country's. */
  at: Point;
}

/**
 * Where the state in question itself could lay hands on whoever takes part: nothing is offered there, and nobody
 * is sent to a mission from there. Everything else on the site reads as it does elsewhere.
 */
const NOT_FROM: ReadonlySet<string> = new Set(['CN', 'KP', 'HK', 'MO']);

/** What somebody can do from where they are; the first that is there comes first. */
export interface WaysIn<C, M> {
  /** False: nothing is offered, for their safety. */
  safe: boolean;
  /** Cities of theirs that somebody answers for: the one they named, or those of their country, nearest first. */
  answering: Near<C>[];
  /** The nearest place with a mission that nobody answers for yet. */
  open: Near<C> | null;
  /** Cities near without a mission where something is planned or somebody answers. */
  solidarity: Near<C>[];
  /** Missions that cover them, the likeliest first. */
  write: M[];
}

const MOST = 5;
/** Farther than that is no evening's journey. */
const NEAR_KM = 600;

/** Reckons with what is public, and with missions that are offered; a hidden city or a dangerous one is not there. */
export function waysIn<C extends City, M extends Mission>(
  where: Whereabouts,
  { cities, missions }: { cities: readonly C[]; missions: readonly M[] },
): WaysIn<C, M> {
  if (NOT_FROM.has(where.country))
    return { safe: false, answering: [], open: null, solidarity: [], write: [] };
  const near = cities
    .filter(
      ({ status, offered, country }) =>
        status !== 'called-off' && offered && !NOT_FROM.has(country),
    )
    .map((city) => ({ ...city, km: Math.round(distanceKm(where.at, city)) }))
    .toSorted((a, b) => a.km - b.km || (a.slug < b.slug ? -1 : 1));
  const own = near.filter(({ slug, country }) =>
    where.city === null ? country === where.country : slug === where.city,
  );
  const open = near.filter(({ kind, hasPeople }) => kind === 'delivery' && !hasPeople);
  return {
    safe: true,
    answering: own.filter(({ hasPeople }) => hasPeople).slice(0, MOST),
    // One's own country first: another's embassy may be nearer, and still be the wrong one.
    open: open.find(({ country }) => country === where.country) ?? open[0] ?? null,
    solidarity: near
      .filter(({ kind, hasPeople, actions, km, slug }) => {
        const alive = hasPeople || actions.length > 0;
        return kind === 'solidarity' && alive && (km <= NEAR_KM || slug === where.city);
      })
      .slice(0, MOST),
    write: covering(where, missions),
  };
}

const RANK: Record<MissionRow['kind'], number> = {
  embassy: 0,
  'consulate-general': 1,
  consulate: 2,
  office: 3,
};

/**
 * The mission of the city they named; those whose jurisdiction is told in words, for the reader to judge, and the
 * embassy in their country; else one that serves their country from another.
 */
function covering<M extends Mission>(where: Whereabouts, missions: readonly M[]): M[] {
  const here = missions.filter(({ slug }) => slug === where.city);
  if (here.length > 0) return here.toSorted(byRank);
  const inCountry = missions.filter(({ country }) => country === where.country);
  const told = inCountry.filter(({ kind, jurisdiction }) => kind === 'embassy' || jurisdiction);
  if (told.length > 0) return told.toSorted(byRank);
  const from = missions.filter(({ countries }) => countries.includes(where.country));
  if (from.length > 0) return from.toSorted(byRank);
  return inCountry.toSorted(byRank).slice(0, 1);
}

const byRank = (a: Mission, b: Mission) =>
  RANK[a.kind] - RANK[b.kind] || (a.mission < b.mission ? -1 : 1);
