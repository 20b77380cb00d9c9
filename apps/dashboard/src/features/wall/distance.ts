/** Metres between the wall and who reads it. */
export const DISTANCES = [3, 5, 8] as const;
export type Distance = (typeof DISTANCES)[number];

/** The address's `distance`, five metres without one. */
export function distanceIn(search: URLSearchParams): Distance {
  const asked = Number(search.get('distance'));
  return DISTANCES.find((known) => known === asked) ?? 5;
}
