/** A drawing of a part of the earth, in units of its own. */
export interface Drawing {
  /** Which units are seen: left, top, width, height. */
  viewBox: readonly [number, number, number, number];
  /** Turns the earth so that this point, degrees east and north, lies in the drawing's middle. */
  centre: readonly [number, number];
  scale: number;
  translate: readonly [number, number];
  /** From radians east of the centre and north of the equator to radians right and up. */
  project: (east: number, north: number) => [number, number];
  /** What another drawing covers down to the lower edge, as parts of the width and height. */
  inset?: { left: number; top: number; right: number };
}

const RADIANS = Math.PI / 180;
const SHORE = 0.014;

/**
 * Equal areas, so that no country looks larger than it is. It is cut through the Atlantic: the day begins in
 * Auckland at the middle and moves west. From the north of Greenland's coast to Cape Horn; nobody acts beyond.
 */
export const WORLD: Drawing = {
  viewBox: [0, 14, 1000, 434],
  centre: [152, 0],
  scale: 184.7316,
  translate: [500, 243.3585],
  project: equalEarth,
};

/** Where cities stand closest, once more and larger; Iceland and the far north are on the world's map. */
export const EUROPE: Drawing = {
  viewBox: [0, 0, 500, 420],
  centre: [15, 51],
  scale: 701.0811,
  translate: [249.4539, 191.8547],
  project: (east, north) => azimuthal(east, north, 51 * RADIANS),
};

/** The world with another drawing in its emptiest ocean; the few islands beneath are shown at that one's shore. */
export const WORLD_WITH_INSET: Drawing = {
  ...WORLD,
  inset: { left: 0.585, top: 0.49, right: 0.845 },
};

/** Where a place stands, as parts of the drawing's width and height; null outside of it. */
export function standsAt(
  drawing: Drawing,
  { lat, lng }: { lat: number; lng: number },
): [number, number] | null {
  const { viewBox, centre, scale, translate, project, inset } = drawing;
  const [left, top, width, height] = viewBox;
  const east = ((((lng - centre[0] + 180) % 360) + 360) % 360) - 180;
  const [right, up] = project(east * RADIANS, lat * RADIANS);
  const x = (translate[0] + scale * right - left) / width;
  const y = (translate[1] - scale * up - top) / height;
  if (x < 0 || x > 1 || y < 0 || y > 1) return null;
  const isCovered = inset && y > inset.top && x > inset.left - SHORE && x < inset.right;
  return isCovered ? [inset.left - SHORE, y] : [x, y];
}

/** Equal Earth, by Šavrič, Patterson and Jenny (2018). */
function equalEarth(east: number, north: number): [number, number] {
  const [a1, a2, a3, a4] = [1.340264, -0.081106, 0.000893, 0.003796];
  const root = Math.sqrt(3) / 2;
  const t = Math.asin(root * Math.sin(north));
  const t2 = t * t;
  const t6 = t2 * t2 * t2;
  const widening = a1 + 3 * a2 * t2 + t6 * (7 * a3 + 9 * a4 * t2);
  return [(east * Math.cos(t)) / (root * widening), t * (a1 + a2 * t2 + t6 * (a3 + a4 * t2))];
}

/** Lambert's azimuthal equal-area projection around `middle`, radians north. */
function azimuthal(east: number, north: number, middle: number): [number, number] {
  const along = Math.cos(north) * Math.cos(east);
  const towards = Math.sin(middle) * Math.sin(north) + Math.cos(middle) * along;
  const k = Math.sqrt(2 / (1 + towards));
  const up = Math.cos(middle) * Math.sin(north) - Math.sin(middle) * along;
  return [k * Math.cos(north) * Math.sin(east), k * up];
}
