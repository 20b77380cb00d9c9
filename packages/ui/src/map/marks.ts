import type { CityState } from '../city-mark.tsx';
import { standsAt, type Drawing } from './drawings.ts';
import { placeLabels, type Box, type Label } from './labels.ts';
import { spread, type Spot, type SpreadOptions } from './spread.ts';

interface City {
  slug: string;
  lat: number;
  lng: number;
  state: CityState;
  name?: string;
}

/** A point as parts of a drawing's width and height. */
type Point = readonly [number, number];

/** A city whose state has a shape of its own. */
export interface Mark<C extends City = City> {
  city: C;
  at: Point;
  /** Where it truly lies, if it had to move by more than an eye would forgive. */
  home: Point | null;
  sizeEm: number;
}

export interface MarksOptions {
  drawing: Drawing;
  widthEm: number;
  /** Slugs in the order in which their names are wanted. */
  named: readonly string[];
}

/** Sizes of a mark, em, by how many there are at most: a hundred of the usual size would cover the continents. */
const SIZES = [
  { most: 30, em: 1.5 },
  { most: 70, em: 1.25 },
  { most: Number.POSITIVE_INFINITY, em: 1 },
] as const;
/** What calls for somebody is larger than the rest. */
const CALLING = 1.25;
/** Least distance of two marks, in their size. */
const APART = 0.84;
const LEADER_FROM_EM = 0.7;
/** More names than these are written only where there is room. */
const NEEDED_NAMES = 8;

const isCalling = ({ state }: City) => state === 'silent' || state === 'trouble';

/** Which cities a drawing shows, where their marks go without covering one another, and which names have room. */
export function placeMarks<C extends City>(cities: readonly C[], options: MarksOptions) {
  const { drawing, widthEm, named } = options;
  const size = { width: widthEm, height: heightOf(drawing, widthEm) };
  const placed = standing(cities, drawing);
  const lit = placed.filter(({ city }) => city.state !== 'planned');
  const homes = lit.map(({ at }) => inEm(at, size));
  const sizeEm = SIZES.find(({ most }) => lit.length <= most)?.em ?? 1;
  const spots = spreadOnce(homes, { apart: APART * sizeEm, ...size });
  const marks = lit.map(({ city, at }, n): Mark<C> => {
    const [spot = { x: 0, y: 0 }, from = spot] = [spots[n], homes[n]];
    const moved = Math.hypot(spot.x - from.x, spot.y - from.y) > LEADER_FROM_EM;
    return {
      city,
      at: [spot.x / size.width, spot.y / size.height],
      home: moved ? at : null,
      sizeEm: isCalling(city) ? sizeEm * CALLING : sizeEm,
    };
  });
  const labels = placeLabels(wantedLabels(marks, named, size), {
    spots,
    radius: sizeEm / 2,
    covered: coveredIn(drawing, size),
    ...size,
  }).map((label): Label => ({ ...label, x: label.x / size.width, y: label.y / size.height }));
  return {
    unlit: placed.filter(({ city }) => city.state === 'planned'),
    // Whoever calls for somebody lies on top.
    marks: marks.toSorted((a, b) => Number(isCalling(a.city)) - Number(isCalling(b.city))),
    labels,
  };
}

/** Of each of a page's few drawings the last. */
const DRAWINGS = 4;
const known = new Map<string, readonly Spot[]>();

/** Most changes of a day move no mark, and parting two hundred takes 30 ms. */
function spreadOnce(homes: readonly Spot[], options: SpreadOptions): readonly Spot[] {
  const key = JSON.stringify([options, homes]);
  const spots = known.get(key) ?? spread(homes, options);
  known.delete(key);
  known.set(key, spots);
  const [oldest] = known.keys();
  if (known.size > DRAWINGS && oldest !== undefined) known.delete(oldest);
  return spots;
}

/** The cities that a drawing shows at all. */
export function standing<C extends City>(cities: readonly C[], drawing: Drawing) {
  return cities.flatMap((city) => {
    const at = standsAt(drawing, city);
    return at ? [{ city, at }] : [];
  });
}

interface Size {
  width: number;
  height: number;
}

function wantedLabels(marks: readonly Mark[], named: readonly string[], size: Size) {
  const rank = new Map(named.map((slug, n) => [slug, n]));
  return marks
    .filter(({ city }) => isCalling(city) || rank.has(city.slug))
    .toSorted((a, b) => rankOf(a, rank) - rankOf(b, rank))
    .map(({ city, at }, n) => ({
      key: city.slug,
      text: city.name ?? '',
      needed: isCalling(city) && n < NEEDED_NAMES,
      ...inEm(at, size),
    }));
}

/** Whoever calls for somebody is named before all others. */
const rankOf = ({ city }: Mark, rank: ReadonlyMap<string, number>): number =>
  (isCalling(city) ? 0 : 1_000) + (rank.get(city.slug) ?? 999);

/** Where another drawing lies over this one. */
function coveredIn({ inset }: Drawing, { width, height }: Size): Box[] {
  if (!inset) return [];
  const { left, right, top } = inset;
  return [{ left: left * width, right: right * width, top: top * height, bottom: height }];
}

const inEm = ([x, y]: Point, { width, height }: Size) => ({ x: x * width, y: y * height });

const heightOf = ({ viewBox: [, , width, height] }: Drawing, widthEm: number) =>
  (widthEm * height) / width;

/** Points of a drawing as one path in its whole units, each told from the one before: a third of the bytes. */
export function pathOf(
  points: readonly Point[],
  { viewBox: [, , width, height] }: Drawing,
): string {
  let [fromX, fromY] = [0, 0];
  return points
    .map(([x, y]) => [Math.round(x * width), Math.round(y * height)] as const)
    .toSorted(([x1, y1], [x2, y2]) => x1 - x2 || y1 - y2)
    .map(([x, y]) => {
      const step = `m${x - fromX} ${y - fromY}h0`;
      [fromX, fromY] = [x, y];
      return step;
    })
    .join('');
}

/** A part as SVG writes it. */
export const percent = (part: number): string => `${Math.round(part * 10_000) / 100}%`;
