import type { Locale } from '@lantern/schemas/locale';
import type { CitiesJson } from '@lantern/schemas/public-json';
import { REGIONS, regionOf, type Region } from '@lantern/schemas/region';

/** A city as the public sees it. */
export type Place = CitiesJson['cities'][number];

// Not from the schemas: their Zod would weigh more than the page.
export const KINDS = ['delivery', 'solidarity'] as const satisfies readonly Place['kind'][];
export const STATES = [
  'planned',
  'there',
  'done',
  'called-off',
] as const satisfies readonly Place['status'][];

export interface CountryPlaces {
  country: string;
  name: string;
  places: Place[];
}

export interface RegionPlaces {
  region: Region;
  count: number;
  countries: CountryPlaces[];
}

interface Order {
  locale: Locale;
  country: (code: string) => string;
  compare: (left: string, right: string) => number;
}

/** Places under their countries, these under their parts of the world; parts without any are left out. */
export function byRegion(places: readonly Place[], order: Order): RegionPlaces[] {
  const countries = byCountry(places, order);
  const grouped = Map.groupBy(countries, ({ country }) => regionOf(country));
  return REGIONS.flatMap((region) => {
    const found = grouped.get(region) ?? [];
    const count = found.reduce((sum, { places }) => sum + places.length, 0);
    return count > 0 ? [{ region, count, countries: found }] : [];
  });
}

/** Places under their countries, both in the language's order. */
export function byCountry(places: readonly Place[], order: Order): CountryPlaces[] {
  const { locale, country: nameOf, compare } = order;
  return [...Map.groupBy(places, ({ country }) => country)]
    .map(([country, own]) => ({
      country,
      name: nameOf(country),
      places: own.toSorted((a, b) => compare(a.name[locale], b.name[locale])),
    }))
    .toSorted((a, b) => compare(a.name, b.name));
}
