import { toDayTime, type DayClock } from '@lantern/schemas/day-clock';
import type { PublicEvent } from '@lantern/schemas/live';
import type { Locale } from '@lantern/schemas/locale';
import {
  CITY_KINDS,
  PUBLISHED_STATES,
  type CitiesJson,
  type CountJson,
} from '@lantern/schemas/public-json';
import { REGIONS, regionOf } from '@lantern/schemas/region';
import type { Api } from '../../shared/api/api.ts';
import { noonIn } from './day-moment.ts';
import type { Choice, LiveCity, LiveRegion } from './live-city.ts';
import { liveWords } from './live-words.server.ts';

/** What the page is asked. */
interface Asked {
  locale: Locale;
  edition: string | undefined;
  search: URLSearchParams;
}

/** Answers and pages are up to this much older than what was published, ms. */
const SURE_AFTER_MS = 2_000;

/**
 * Everything the live page starts from, all of it published. The stream is read first: cities read later are as
 * new as its end, or the events that follow `sureSeq` make them so.
 */
export async function readLiveDay(api: Api, { locale, edition, search }: Asked) {
  const day = await api.live.day({ edition });
  const [count, { cities }] = await Promise.all([
    api.counts.current({ edition }),
    api.counts.cities({ edition }),
  ]);
  const known = new Set(cities.map(({ slug }) => slug));
  return {
    count,
    epoch: day.epoch,
    seq: day.seq,
    sureSeq: sureSeq(day.events, count, day.dayClock),
    // Of a city that staff have hidden since nothing is told.
    events: day.events.filter((event) => !('city' in event) || known.has(event.city)),
    date: day.date,
    dayClock: day.dayClock,
    regions: regionsOf(cities, day.date, locale),
    countries: countriesOf(cities, locale),
    choice: choiceOf(search, cities),
    refreshes: search.has('refresh'),
    words: liveWords(locale).words,
  };
}

export type LiveDay = Awaited<ReturnType<typeof readLiveDay>>;

function sureSeq(events: readonly PublicEvent[], { asOf }: CountJson, clock: DayClock | null) {
  const sure = toDayTime(clock, Date.parse(asOf) - SURE_AFTER_MS);
  return events.findLast(({ at }) => Date.parse(at) <= sure)?.seq ?? 0;
}

function regionsOf(cities: CitiesJson['cities'], date: string, locale: Locale): LiveRegion[] {
  const { country: nameOf, compare } = liveWords(locale);
  const noons = new Map<string, number>();
  const noonOf = (timezone: string) => {
    const noon = noons.get(timezone) ?? noonIn(timezone, date);
    noons.set(timezone, noon);
    return noon;
  };
  const shown = cities.map((city): LiveCity => ({
    ...city,
    name: city.name[locale],
    noon: noonOf(city.timezone),
  }));
  const sorted = shown.toSorted(
    (a, b) => compare(nameOf(a.country), nameOf(b.country)) || compare(a.name, b.name),
  );
  const grouped = Map.groupBy(sorted, ({ country }) => regionOf(country));
  return REGIONS.flatMap((region) => {
    const own = grouped.get(region);
    return own ? [{ region, cities: own }] : [];
  });
}

/** Names by code, in the language's order. */
function countriesOf(cities: CitiesJson['cities'], locale: Locale): [string, string][] {
  const { country: nameOf, compare } = liveWords(locale);
  const codes = [...new Set(cities.map(({ country }) => country))];
  return codes
    .map((code): [string, string] => [code, nameOf(code)])
    .toSorted(([, a], [, b]) => compare(a, b));
}

/** Words that name no state or kind, or no country of the list, narrow nothing. */
function choiceOf(search: URLSearchParams, cities: CitiesJson['cities']): Choice {
  const country = search.get('country');
  return {
    state: PUBLISHED_STATES.find((known) => known === search.get('state')) ?? null,
    kind: CITY_KINDS.find((known) => known === search.get('kind')) ?? null,
    country: cities.some((city) => city.country === country) ? country : null,
  };
}
