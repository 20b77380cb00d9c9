import type { CitiesJson } from '@lantern/schemas/public-json';
import type { Region } from '@lantern/schemas/region';

type Published = CitiesJson['cities'][number];

// Not from the schemas: their Zod would weigh more than the page.
export const KINDS = ['delivery', 'solidarity'] as const satisfies readonly Published['kind'][];
/** The brightest first. */
export const STATES = [
  'done',
  'there',
  'planned',
  'called-off',
] as const satisfies readonly Published['status'][];

/** What is published of a city and may change on the day. */
export type Standing = Pick<Published, 'status' | 'outcome'>;

/** A city as this page shows it, named in the page's language. */
export interface LiveCity
  extends Standing, Pick<Published, 'slug' | 'kind' | 'lat' | 'lng' | 'timezone' | 'signatures'> {
  name: string;
  country: string;
  /** Noon of the day there, ms since 1970. */
  noon: number;
}

/** Cities of a part of the world, by country and name. */
export interface LiveRegion {
  region: Region;
  cities: LiveCity[];
}

/** What the reader wants to see; null: everything. */
export interface Choice {
  state: Published['status'] | null;
  kind: Published['kind'] | null;
  /** ISO code. */
  country: string | null;
}
