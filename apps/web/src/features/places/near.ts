import type { Place } from './place-groups.ts';

/** Degrees. */
export interface Point {
  lat: number;
  lng: number;
}

const NEAREST = 10;
const EARTH_KM = 6_371;
const RADIANS = Math.PI / 180;

/** The nearest places first, each with its distance along the great circle, whole kilometres. */
export function nearest(places: readonly Place[], here: Point): { place: Place; km: number }[] {
  return places
    .map((place) => ({ place, km: Math.round(distance(here, place)) }))
    .toSorted((a, b) => a.km - b.km)
    .slice(0, NEAREST);
}

/** Haversine. */
function distance(from: Point, to: Point): number {
  const [a, b] = [from.lat * RADIANS, to.lat * RADIANS];
  const north = Math.sin((b - a) / 2);
  const east = Math.sin(((to.lng - from.lng) * RADIANS) / 2);
  const h = north * north + Math.cos(a) * Math.cos(b) * east * east;
  return 2 * EARTH_KM * Math.asin(Math.min(1, Math.sqrt(h)));
}

/** Why no position came. */
type NoPosition = 'denied' | 'unavailable';

/** Asks the browser where it is, once; nothing of the answer leaves this page. Never throws. */
export function locate(): Promise<Point | NoPosition> {
  return new Promise((resolve) => {
    if (!('geolocation' in navigator)) return resolve('unavailable');
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => resolve({ lat: coords.latitude, lng: coords.longitude }),
      ({ code, PERMISSION_DENIED }) =>
        resolve(code === PERMISSION_DENIED ? 'denied' : 'unavailable'),
      // Near enough to sort cities, quick, and easy on the battery.
      { enableHighAccuracy: false, timeout: 15_000, maximumAge: 600_000 },
    );
    return undefined;
  });
}
