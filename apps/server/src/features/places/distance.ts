/** A point on the earth, degrees. */
export interface Point {
  lat: number;
  lng: number;
}

const EARTH_KM = 6_371;
const RADIANS = Math.PI / 180;

/** Along the great circle, in kilometres (haversine on a sphere: off by half a percent at most). */
export function distanceKm(from: Point, to: Point): number {
  const [a, b] = [from.lat * RADIANS, to.lat * RADIANS];
  const north = Math.sin((b - a) / 2);
  const east = Math.sin(((to.lng - from.lng) * RADIANS) / 2);
  const h = north * north + Math.cos(a) * Math.cos(b) * east * east;
  return 2 * EARTH_KM * Math.asin(Math.min(1, Math.sqrt(h)));
}
