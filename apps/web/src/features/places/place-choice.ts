import { REGIONS, regionOf, type Region } from '@lantern/schemas/region';
import { KINDS, STATES, type Place } from './place-groups.ts';
import type { PlacesWords } from './places-words.ts';

/** What the reader wants to see; null: everything. */
export interface Choice {
  kind: Place['kind'] | null;
  state: Place['status'] | null;
  /** An ISO code, or a part of the world. */
  country: string | null;
  /** Words to look for in names; empty: none. */
  q: string;
}

export const EVERYTHING: Choice = { kind: null, state: null, country: null, q: '' };

/** The choice an address or a form names. Words that name no kind, state or country of the list narrow nothing. */
export function readChoice(
  given: { get: (name: string) => unknown },
  places: readonly Place[],
): Choice {
  const asked = (name: string) => {
    const value = given.get(name);
    return typeof value === 'string' ? value : '';
  };
  const where = asked('country');
  const isKnown =
    REGIONS.some((region) => region === where) || places.some(({ country }) => country === where);
  return {
    kind: KINDS.find((known) => known === asked('kind')) ?? null,
    state: STATES.find((known) => known === asked('state')) ?? null,
    country: isKnown ? where : null,
    q: asked('q').trim(),
  };
}

/** Whether anything is narrowed. */
export const isNarrowed = ({ kind, state, country, q }: Choice): boolean =>
  (kind ?? state ?? country) !== null || q !== '';

/** The places of a choice: the same on the server, for those without JavaScript, as in the browser. */
export function chosen(
  places: readonly Place[],
  { kind, state, country, q }: Choice,
  words: Pick<PlacesWords, 'country'>,
): Place[] {
  const sought = folded(q);
  return places.filter(
    (place) =>
      (!kind || place.kind === kind) &&
      (!state || place.status === state) &&
      (!country || place.country === country || regionOf(place.country) === country) &&
      (sought === '' || namesOf(place, words).some((name) => name.includes(sought))),
  );
}

/** A place is found by its name in any of the languages, and by its country's in the reader's. */
const namesOf = ({ name, country }: Place, words: Pick<PlacesWords, 'country'>): string[] =>
  [...Object.values(name), words.country(country)].map(folded);

/** Accents and case make no difference to whoever looks for a name. */
const folded = (text: string): string =>
  text.normalize('NFD').replaceAll(/\p{M}/gu, '').normalize('NFC').toLowerCase();

/** The parts of the world that some of the places lie in. */
export const regionsOf = (places: readonly Place[]): Region[] =>
  REGIONS.filter((region) => places.some(({ country }) => regionOf(country) === region));
