import fc from 'fast-check';
import { expect, test } from 'vitest';
import { suppress, suppressBeside, THRESHOLD, type Cell } from './suppression.ts';

const cellsOf = (totals: Record<string, number>): Cell[] =>
  Object.entries(totals).map(([key, total]) => ({ key, total }));
const sumOf = (cells: readonly Cell[]) => cells.reduce((sum, { total }) => sum + total, 0);
const keysOf = (cells: readonly Cell[]) => cells.map(({ key }) => key);

const few = fc.oneof(fc.nat({ max: 12 }), fc.nat({ max: 3 }), fc.nat({ max: 60 }));
/** Partners, and those who came by none. */
const anyParts = fc.record({
  cells: fc
    .array(few, { maxLength: 6 })
    .map((totals) => totals.map((total, index) => ({ key: `p${index}`, total }))),
  rest: few,
});

test('one partner with nobody beside it is told, and not once a few came otherwise', () => {
  expect(suppressBeside(cellsOf({ a: 12 }), 12)).toEqual([{ key: 'a', total: 12 }]);
  expect(suppressBeside(cellsOf({ a: 12 }), 15)).toEqual([]);
  expect(suppressBeside(cellsOf({ a: 12 }), 22)).toEqual([{ key: 'a', total: 12 }]);
});

test('a small one is hidden among those who came by none, or else by the next smallest', () => {
  expect(keysOf(suppressBeside(cellsOf({ a: 90, b: 20, c: 3 }), 500))).toEqual(['a', 'b']);
  expect(keysOf(suppressBeside(cellsOf({ a: 90, b: 20, c: 3 }), 113))).toEqual(['a']);
});

test('what is left is nobody or as many as may be told, unless nothing is told', () => {
  fc.assert(
    fc.property(anyParts, ({ cells, rest }) => {
      const total = sumOf(cells) + rest;
      const shown = suppressBeside(cells, total);
      const left = total - sumOf(shown);
      expect(shown.every((cell) => cell.total >= THRESHOLD)).toBe(true);
      expect(shown.length === 0 || left === 0 || left >= THRESHOLD).toBe(true);
    }),
    { numRuns: 1_000 },
  );
});

// All that staff, every partner and the public know together are the total and what is shown. For each hidden
// one, every number under ten that is left fits that knowledge: the same answer comes of another truth.
test('leaves every hidden one every small number that is left', () => {
  fc.assert(
    fc.property(anyParts, fc.nat({ max: THRESHOLD - 1 }), ({ cells, rest }, other) => {
      const total = sumOf(cells) + rest;
      const shown = suppressBeside(cells, total);
      const left = total - sumOf(shown);
      for (const hidden of cells.filter(({ key }) => !keysOf(shown).includes(key))) {
        const truth = cells.map((cell) => {
          if (cell.key === hidden.key) return { ...cell, total: Math.min(other, left) };
          return keysOf(shown).includes(cell.key) ? cell : { ...cell, total: 0 };
        });
        expect(suppressBeside(truth, total)).toEqual(shown);
      }
    }),
    { numRuns: 1_000 },
  );
});

test('what may not be shown is hidden however large, and counts among the hidden', () => {
  const cells = cellsOf({ KR: 90, US: 80, CN: 70, JP: 60, MN: 50 });
  expect(suppress(cells, 0, (key) => key !== 'KR')).toEqual({
    shown: [
      { key: 'US', total: 80 },
      { key: 'CN', total: 70 },
    ],
    hidden: 200,
  });
});
