/** A cell below this is never shown on its own. */
export const THRESHOLD = 10;
/** Fewer hidden members than this could be told apart by subtraction. */
export const LEAST_HIDDEN = 3;

/** A count under its key: a country's, a city's, or a partner's. */
export interface Cell {
  key: string;
  total: number;
}

/** What may be shown. Σ `shown` + `hidden` = Σ of what came in. */
export interface Suppressed {
  /** Largest first, then by key. */
  shown: Cell[];
  /** Sum of the cells that are not shown. */
  hidden: number;
}

/**
 * Hides small cells so that subtraction does not reveal them: those under {@link THRESHOLD} are summed
 * up; while that sum stands for fewer than {@link LEAST_HIDDEN} members, the next smallest join it. When
 * too few have signers to hide any among others, all are hidden. Cells without signers are nobody's:
 * they neither count as members nor appear. `outside` are counted under no key and published in the same
 * sum; when they are few, members join to hide them, but they never stand in for a member. What `mayShow`
 * refuses is hidden however large it is.
 */
export function suppress(
  cells: readonly Cell[],
  outside = 0,
  mayShow: (key: string) => boolean = () => true,
): Suppressed {
  const large = ({ key, total }: Cell) => total >= THRESHOLD && mayShow(key);
  const signed = cells
    .filter(({ total }) => total > 0)
    .sort(
      (left, right) => Number(large(right)) - Number(large(left)) || bySizeThenKey(left, right),
    );
  const small = signed.filter((cell) => !large(cell)).length;
  const fewOutside = outside > 0 && outside < THRESHOLD;
  const hiddenCount = small > 0 || fewOutside ? Math.max(small, LEAST_HIDDEN) : 0;
  const shownCount = signed.length <= LEAST_HIDDEN ? 0 : signed.length - hiddenCount;
  const hidden = signed.slice(shownCount).reduce((sum, { total }) => sum + total, 0);
  return { shown: signed.slice(0, shownCount), hidden };
}

/**
 * The same for cells beside a rest that is told to nobody, such as partners beside those who came by none: what
 * is left of `total` when all that is shown is taken away is nobody, or at least {@link THRESHOLD}; until it
 * is, the smallest shown join it. How it divides among the rest and the hidden then stays open, so that even
 * one hidden cell is safe. Largest first.
 */
export function suppressBeside(cells: readonly Cell[], total: number): Cell[] {
  const shown = cells.filter((cell) => cell.total >= THRESHOLD).sort(bySizeThenKey);
  let left = shown.reduce((rest, cell) => rest - cell.total, total);
  while (left !== 0 && left < THRESHOLD && shown.length > 0) left += shown.pop()?.total ?? 0;
  return shown;
}

/** Largest first; equal ones in the order of their keys, so that every node hides the same. */
function bySizeThenKey(left: Cell, right: Cell): number {
  if (left.total !== right.total) return right.total - left.total;
  return left.key < right.key ? -1 : 1;
}
