import { geoAzimuthalEqualArea, geoEqualEarth, type GeoProjection } from 'd3-geo';

/** A drawing of a part of the earth, in units of its own: `viewBox` says which of them are seen. */
export interface Drawing {
  projection: GeoProjection;
  /** Left, top, width, height. */
  viewBox: readonly [number, number, number, number];
}

const WORLD_WIDTH = 1000;
const EUROPE_SIZE = [500, 420] as const;
/** Corners and edges of what the inset shows; Iceland and the far north are on the world's map. */
const EUROPE_SHOWN = {
  type: 'MultiPoint' as const,
  coordinates: [
    [-10.5, 36],
    [-8, 58.5],
    [14, 64.5],
    [42, 58],
    [41, 37],
    [16, 34.5],
  ],
};

/**
 * Equal areas, so that no country looks larger than it is. It is cut through the Atlantic: the day
 * begins in Auckland at the middle and moves west.
 */
export const WORLD: Drawing = {
  projection: geoEqualEarth().rotate([-152, 0]).fitWidth(WORLD_WIDTH, { type: 'Sphere' }),
  // From the north of Greenland's coast to Cape Horn; nobody acts beyond.
  viewBox: [0, 14, WORLD_WIDTH, 434],
};

/** Where cities stand closest, once more and larger. */
export const EUROPE: Drawing = {
  projection: geoAzimuthalEqualArea()
    .rotate([-15, -51])
    .fitExtent([[0, 0], [...EUROPE_SIZE]], EUROPE_SHOWN)
    .clipExtent([[0, 0], [...EUROPE_SIZE]]),
  viewBox: [0, 0, ...EUROPE_SIZE],
};

/** Where a place stands in a drawing, in whole units; null outside of it. */
export function standsAt(
  { projection, viewBox: [left, top, width, height] }: Drawing,
  { lat, lng }: { lat: number; lng: number },
): [number, number] | null {
  const found = projection([lng, lat]);
  if (!found) return null;
  const [x, y] = [Math.round(found[0]), Math.round(found[1])];
  const inside = x >= left && x <= left + width && y >= top && y <= top + height;
  return inside ? [x, y] : null;
}
