import type { CitiesJson } from '@lantern/schemas/public-json';

export type PublicCity = CitiesJson['cities'][number];

/** What a city's coordinator goes through; each part is played by somebody whenever there are cities enough. */
export const PARTS = [
  'handed-in',
  'refused',
  'left-at-gate',
  'offline',
  'silent',
  'stopped',
  'mailed',
  'injured',
  'lost',
  'corrected',
  'duress',
  'disputed',
  'called-off',
] as const;
export type Part = (typeof PARTS)[number];

export interface Role {
  city: PublicCity;
  part: Part;
}

/** Parts that only a delivery can have; a vigil's coordinator plays `held` by the plain part. */
const OF_DELIVERIES: ReadonlySet<Part> = new Set([
  'refused',
  'left-at-gate',
  'mailed',
  'corrected',
  'disputed',
]);

/** Random numbers in [0, 1) that a seed decides (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/**
 * Chooses `count` cities all around the world, in the order the day reaches them, and gives each its part. About
 * every fourth meets with something; the rest hand their letter in.
 */
export function castCities(
  cities: readonly PublicCity[],
  count: number,
  random: () => number,
): Role[] {
  const westwards = cities.toSorted((one, other) => westOf(one) - westOf(other));
  const step = westwards.length / Math.min(count, westwards.length);
  const chosen = Array.from({ length: Math.min(count, westwards.length) }, (_, index) => {
    const from = Math.floor(index * step);
    const among = Math.max(1, Math.floor((index + 1) * step) - from);
    const city = westwards[from + Math.floor(random() * among)];
    if (!city) throw new Error('there are fewer cities than were counted');
    return city;
  });
  return withParts(chosen, random);
}

/** Degrees from the date line, westwards: where the day comes first is smallest. */
const westOf = ({ lng }: PublicCity) => (180 - lng + 360) % 360;

function withParts(chosen: readonly PublicCity[], random: () => number): Role[] {
  const eventful = PARTS.filter((part) => part !== 'handed-in');
  const every = Math.max(2, Math.floor(chosen.length / eventful.length));
  const left: Part[] = [...eventful];
  return chosen.map((city, index) => {
    if (index % every !== every - 1) return { city, part: 'handed-in' };
    const fitting = left.filter((part) => city.kind === 'delivery' || !OF_DELIVERIES.has(part));
    const part = fitting[Math.floor(random() * fitting.length)] ?? 'handed-in';
    if (left.includes(part)) left.splice(left.indexOf(part), 1);
    return { city, part };
  });
}
