import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { geoAzimuthalEqualArea, geoEqualEarth, geoPath, type GeoProjection } from 'd3-geo';
import { feature } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';
import { EUROPE, WORLD, type Drawing } from '../src/map/drawings.ts';

type Point = readonly [number, number];

/** In a drawing's units: what an eye could hardly tell apart on a wide screen. */
const TOLERANCE = 0.8;
/** Smaller islands are left out; in square units. */
const LEAST_AREA = 3;

/** The land of each drawing as an SVG file in the night room's quiet tone, without borders. */
export function drawOutlines(): Record<'world' | 'europe', string> {
  const land = inhabitedLand();
  return {
    world: draw(WORLD, worldProjection(), land),
    europe: draw(EUROPE, europeProjection(), land),
  };
}

/** The drawings' own few lines place points; cutting land at the edges is d3's. A test holds them together. */
export const worldProjection = () => placed(WORLD, geoEqualEarth());
export const europeProjection = () =>
  placed(EUROPE, geoAzimuthalEqualArea()).clipExtent([
    [0, 0],
    [EUROPE.viewBox[2], EUROPE.viewBox[3]],
  ]);

function placed({ centre, scale, translate }: Drawing, projection: GeoProjection): GeoProjection {
  return projection
    .rotate([-centre[0], -centre[1]])
    .scale(scale)
    .translate([...translate]);
}

/** Natural Earth's land at 1:50 million, from world-atlas; without Antarctica, where nobody lives. */
function inhabitedLand() {
  const file = createRequire(import.meta.url).resolve('world-atlas/land-50m.json');
  // The package's own format, read once when the drawing is made.
  const atlas = JSON.parse(readFileSync(file, 'utf8')) as Topology<{ land: GeometryCollection }>;
  const { features } = feature(atlas, atlas.objects.land);
  const polygons = features.flatMap(({ geometry }) => {
    if (geometry.type === 'MultiPolygon') return geometry.coordinates;
    return geometry.type === 'Polygon' ? [geometry.coordinates] : [];
  });
  const inhabited = polygons.filter(([outer]) => outer?.some(([, lat = 0]) => lat > -58));
  return { type: 'MultiPolygon' as const, coordinates: inhabited };
}

function draw(
  { viewBox }: Drawing,
  projection: GeoProjection,
  land: ReturnType<typeof inhabitedLand>,
): string {
  const path = ringsOf(projection, land)
    .filter((ring) => areaOf(ring) >= LEAST_AREA)
    .map((ring) => written(simplified(ring)))
    .join('');
  const [, , width, height] = viewBox;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${viewBox.join(' ')}" width="${width}" height="${height}"><path fill="${nightTone('line')}" d="${path}"/></svg>\n`;
}

/** A colour of the night room, as the tokens have it: a picture of its own knows no custom properties. */
function nightTone(name: string): string {
  const tokens = readFileSync(path.join(import.meta.dirname, '../src/tokens.css'), 'utf8');
  const night = /\.room-night,[^}]*\}/u.exec(tokens)?.[0] ?? '';
  const tone = new RegExp(`--${name}: (#[0-9a-f]{6});`, 'u').exec(night)?.[1];
  if (!tone) throw new Error(`the night room has no --${name}`);
  return tone;
}

function ringsOf(projection: GeoProjection, land: ReturnType<typeof inhabitedLand>): Point[][] {
  const rings: Point[][] = [];
  geoPath(projection, {
    beginPath: () => undefined,
    moveTo: (x, y) => void rings.push([[x, y]]),
    lineTo: (x, y) => void rings.at(-1)?.push([x, y]),
    arc: () => undefined,
    closePath: () => undefined,
  })(land);
  return rings;
}

function areaOf(ring: readonly Point[]): number {
  const doubled = ring.reduce((sum, [x, y], index) => {
    const [nextX, nextY] = ring[(index + 1) % ring.length] ?? [x, y];
    return sum + x * nextY - nextX * y;
  }, 0);
  return Math.abs(doubled) / 2;
}

/** Douglas and Peucker's: drops every point that lies nearer than the tolerance to what stays. */
function simplified(ring: readonly Point[]): Point[] {
  const [first] = ring;
  if (!first) return [];
  const far = ring.reduce(
    (best, point, index) =>
      apart(point, first) > apart(ring[best] ?? first, first) ? index : best,
    0,
  );
  return [...between(ring.slice(0, far + 1)), ...between(ring.slice(far)).slice(1)];
}

function between(line: readonly Point[]): Point[] {
  const [start] = line;
  const end = line.at(-1);
  if (!start || !end || line.length < 3) return [...line];
  let split = 0;
  let most = TOLERANCE;
  line.forEach((point, index) => {
    const distance = fromSegment(point, start, end);
    if (distance > most) [split, most] = [index, distance];
  });
  if (split === 0) return [start, end];
  return [...between(line.slice(0, split + 1)), ...between(line.slice(split)).slice(1)];
}

const apart = ([x1, y1]: Point, [x2, y2]: Point) => Math.hypot(x1 - x2, y1 - y2);

function fromSegment([x, y]: Point, [x1, y1]: Point, [x2, y2]: Point): number {
  const [dx, dy] = [x2 - x1, y2 - y1];
  const squared = dx * dx + dy * dy;
  if (squared === 0) return Math.hypot(x - x1, y - y1);
  const along = Math.max(0, Math.min(1, ((x - x1) * dx + (y - y1) * dy) / squared));
  return Math.hypot(x - x1 - along * dx, y - y1 - along * dy);
}

/** Whole units, each point told from the one before: a third of the bytes. */
function written(ring: readonly Point[]): string {
  const points = ring.map(([x, y]): Point => [Math.round(x), Math.round(y)]);
  const steps = points.slice(1).flatMap(([x, y], index) => {
    const [beforeX, beforeY] = points[index] ?? [x, y];
    return x === beforeX && y === beforeY ? [] : [`${x - beforeX} ${y - beforeY}`];
  });
  const [start] = points;
  return start && steps.length > 1 ? `M${start.join(' ')}l${steps.join(' ')}z` : '';
}
