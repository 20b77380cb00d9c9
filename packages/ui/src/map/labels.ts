import type { Spot } from './spread.ts';

/** Words that belong to a spot; measures in em of the words' own size. */
export interface Labelled extends Spot {
  key: string;
  text: string;
  /** Is written even where it must cover something. */
  needed: boolean;
}

export interface Label {
  key: string;
  text: string;
  /** Where the words begin or end, and on which line they stand. */
  x: number;
  y: number;
  anchor: 'start' | 'end' | 'middle';
}

/** What a drawing has besides, that no words may stand on. */
export interface Box {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

interface Surroundings {
  /** Every mark, of a label or not. */
  spots: readonly Spot[];
  /** Half of a mark's width. */
  radius: number;
  width: number;
  height: number;
  covered?: readonly Box[];
}

const LINE = 1.15;
/** Room between a mark and its words. */
const GAP = 0.3;

/**
 * Puts words beside their spots so that none covers a mark or other words; the first of the list choose first,
 * and whoever finds no room stays without, unless needed.
 */
export function placeLabels(wanted: readonly Labelled[], around: Surroundings): Label[] {
  const marks = around.spots.map(({ x, y }) => boxAround(x, y, around.radius));
  const taken: Box[] = [...marks, ...(around.covered ?? [])];
  return wanted.flatMap((label) => {
    const places = sides(label, around.radius).map((side) => ({
      side,
      cost: costOf(side.box, taken, around),
    }));
    const [best] = places.toSorted((a, b) => a.cost - b.cost);
    if (!best || (best.cost > 0.05 && !label.needed)) return [];
    taken.push(best.side.box);
    const { x, y, anchor } = best.side;
    return [{ key: label.key, text: label.text, x, y, anchor }];
  });
}

/** Letters of the system's sans are about this wide; Hangul and Chinese fill their square. */
export function widthOf(text: string): number {
  return Array.from(text).reduce(
    (sum, char) => sum + ((char.codePointAt(0) ?? 0) > 0x1100 ? 1 : 0.56),
    0,
  );
}

function boxAround(x: number, y: number, radius: number): Box {
  return { left: x - radius, right: x + radius, top: y - radius, bottom: y + radius };
}

function sides({ x, y, text }: Labelled, radius: number) {
  const [wide, off] = [widthOf(text), radius + GAP];
  const line = (left: number, middle: number) => ({
    left,
    right: left + wide,
    top: middle - LINE / 2,
    bottom: middle + LINE / 2,
  });
  const [above, below] = [y - radius - LINE / 2, y + radius + LINE / 2];
  return [
    { x: x + off, y, anchor: 'start' as const, box: line(x + off, y) },
    { x: x - off, y, anchor: 'end' as const, box: line(x - off - wide, y) },
    { x, y: below, anchor: 'middle' as const, box: line(x - wide / 2, below) },
    { x, y: above, anchor: 'middle' as const, box: line(x - wide / 2, above) },
  ];
}

/** What a box covers of others, and what of it would be cut off: in square em. */
function costOf(box: Box, taken: readonly Box[], { width, height }: Surroundings): number {
  const page = { left: 0, right: width, top: 0, bottom: height };
  const cut = (box.right - box.left) * (box.bottom - box.top) - shared(box, page);
  return taken.reduce((sum, other) => sum + shared(box, other), 10 * cut);
}

function shared(one: Box, other: Box): number {
  const wide = Math.min(one.right, other.right) - Math.max(one.left, other.left);
  const high = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
  return wide > 0 && high > 0 ? wide * high : 0;
}
