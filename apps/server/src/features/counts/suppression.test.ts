import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { LEAST_HIDDEN, suppress, THRESHOLD, type Cell } from './suppression.ts';

const cellsOf = (totals: Record<string, number>): Cell[] =>
  Object.entries(totals).map(([key, total]) => ({ key, total }));

const KEYS = Array.from({ length: 12 }, (_, index) => String.fromCodePoint(65 + index));
// Small numbers far more often than in life, since that is where hiding is decided.
const totals = fc.oneof(fc.nat({ max: 12 }), fc.nat({ max: 3 }), fc.nat({ max: 500 }));
const anyCells = fc
  .array(totals, { maxLength: KEYS.length })
  .map((numbers) => numbers.map((total, index) => ({ key: KEYS[index] ?? '', total })));

const hiddenOf = (cells: readonly Cell[]) => {
  const shown = new Set(suppress(cells).shown.map(({ key }) => key));
  return cells.filter(({ key, total }) => total > 0 && !shown.has(key));
};

describe('suppress', () => {
  test('shows large cells, largest first, and sums the small ones', () => {
    const answer = suppress(cellsOf({ KR: 90, US: 200, MN: 4, FJ: 1, TV: 9 }));
    expect(answer).toEqual({
      shown: [
        { key: 'US', total: 200 },
        { key: 'KR', total: 90 },
      ],
      hidden: 14,
    });
  });

  test('lets the next smallest join until three are hidden', () => {
    expect(suppress(cellsOf({ A: 50, B: 40, C: 30, D: 2 }))).toEqual({
      shown: [{ key: 'A', total: 50 }],
      hidden: 72,
    });
  });

  test('hides all while fewer than four have signers', () => {
    expect(suppress(cellsOf({ A: 5000, B: 400, C: 30, D: 0 }))).toEqual({
      shown: [],
      hidden: 5430,
    });
  });

  test('hides none when none is small', () => {
    expect(suppress(cellsOf({ A: 10, B: 11, C: 12, D: 13 })).hidden).toBe(0);
  });

  test('hides few who named no city among three cities', () => {
    const cities = cellsOf({ A: 50, B: 40, C: 30, D: 20 });
    expect(suppress(cities, 2).shown).toEqual([{ key: 'A', total: 50 }]);
    expect(suppress(cities, 10).hidden).toBe(0);
  });

  test('adds up, shows nothing small, and never hides one or two alone', () => {
    fc.assert(
      fc.property(anyCells, (cells) => {
        const { shown, hidden } = suppress(cells);
        const sum = (list: readonly Cell[]) => list.reduce((total, cell) => total + cell.total, 0);
        expect(sum(shown) + hidden).toBe(sum(cells));
        expect(shown.every(({ total }) => total >= THRESHOLD)).toBe(true);
        const members = hiddenOf(cells).length;
        const signed = cells.filter(({ total }) => total > 0).length;
        expect(members === 0 || members === signed || members >= LEAST_HIDDEN).toBe(true);
        expect(signed > LEAST_HIDDEN || shown.length === 0).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  test('hides as few as the rule allows', () => {
    fc.assert(
      fc.property(anyCells, (cells) => {
        const hidden = hiddenOf(cells);
        const large = hidden.filter(({ total }) => total >= THRESHOLD);
        const signed = cells.filter(({ total }) => total > 0).length;
        // A large one is hidden only to make up the number.
        const asFew = large.length === 0 || hidden.length === LEAST_HIDDEN;
        expect(signed <= LEAST_HIDDEN || asFew).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  // What is published are the shown cells and the sum of the hidden ones. By no addition or subtraction
  // of these does one hidden cell come out, if it could as well be somebody else's: the answer stays
  // the same, to the letter, when two hidden cells change places, or a hidden one moves elsewhere.
  test('answers the same whichever unpublished country a small cell belongs to', () => {
    fc.assert(
      fc.property(anyCells, fc.nat(), (cells, pick) => {
        const small = hiddenOf(cells).filter(({ total }) => total < THRESHOLD);
        const moved = small[pick % Math.max(small.length, 1)];
        if (!moved) return;
        const elsewhere = cells.map((cell) =>
          cell.key === moved.key ? { ...cell, key: 'ZY' } : cell,
        );
        expect(suppress(elsewhere)).toEqual(suppress(cells));
      }),
      { numRuns: 500 },
    );
  });

  test('leaves every hidden cell at least one other value that fits the answer', () => {
    fc.assert(
      fc.property(anyCells, (cells) => {
        const published = JSON.stringify(suppress(cells));
        const hidden = hiddenOf(cells);
        const candidates = [...hidden, { key: 'ZY', total: 0 }];
        for (const one of hidden) {
          const others = candidates.filter(({ total }) => total !== one.total);
          const fits = others.some(
            (other) => JSON.stringify(suppress(swap(cells, one, other))) === published,
          );
          const twins = hidden.some(({ key, total }) => key !== one.key && total === one.total);
          expect(fits || twins).toBe(true);
        }
      }),
      { numRuns: 300 },
    );
  });
});

function swap(cells: readonly Cell[], one: Cell, other: Cell): Cell[] {
  const rest = cells.filter(({ key }) => key !== one.key && key !== other.key);
  return [...rest, { key: one.key, total: other.total }, { key: other.key, total: one.total }];
}
