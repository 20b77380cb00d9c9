/** A cell below this is never shown on its own. */
export const THRESHOLD = 10;
/** Fewer hidden members than this could be told apart by subtraction. */
export const LEAST_HIDDEN = 3;

/** A count under its key: a country's, or a city's. */
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
 * sum; when they are few, members join to hide them, but they never stand in for a member.
 */
export function suppress(cells: readonly Cell[], outside = 0): Suppressed {
  const signed = cells.filter(({ total }) => total > 0).sort(bySizeThenKey);
  const small = signed.filter(({ total }) => total < THRESHOLD).length;
  const fewOutside = outside > 0 && outside < THRESHOLD;
  const hiddenCount = small > 0 || fewOutside ? Math.max(small, LEAST_HIDDEN) : 0;
  const shownCount = signed.length <= LEAST_HIDDEN ? 0 : signed.length - hiddenCount;
  const hidden = signed.slice(shownCount).reduce((sum, { total }) => sum + total, 0);
  return { shown: signed.slice(0, shownCount), hidden };
}

/** Largest first; equal ones in the order of their keys, so that every node hides the same. */
function bySizeThenKey(left: Cell, right: Cell): number {
  if (left.total !== right.total) return right.total - left.total;
  return left.key < right.key ? -1 : 1;
}
