import fc from 'fast-check';
import { expect, test } from 'vitest';
// The rule itself, as app/deps.ts hands it in.
import { suppress, suppressBeside, THRESHOLD } from '../counts/suppression.ts';
import { ownCountries, ownSpans, shownRefs } from './own-figures.ts';

const rule = { threshold: THRESHOLD, suppress, suppressBeside };
const REFS = ['', 'a', 'b', 'c'];
const COUNTRIES = ['KR', 'US', 'JP', 'MN', 'CN', 'FJ'];

/** Signatures by code and country; `` came by none. */
const anyTable = fc
  .array(fc.oneof(fc.nat({ max: 14 }), fc.nat({ max: 3 }), fc.nat({ max: 80 })), {
    minLength: REFS.length * COUNTRIES.length,
    maxLength: REFS.length * COUNTRIES.length,
  })
  .map((numbers) =>
    numbers
      .map((total, index) => ({
        ref: REFS[Math.floor(index / COUNTRIES.length)] ?? '',
        country: COUNTRIES[index % COUNTRIES.length] ?? '',
        total,
      }))
      .filter(({ total }) => total > 0),
  );

type Table = { ref: string; country: string; total: number }[];
const sumBy = (table: Table, key: 'ref' | 'country') => {
  const sums: Record<string, number> = {};
  for (const cell of table) sums[cell[key]] = (sums[cell[key]] ?? 0) + cell.total;
  return sums;
};
const factsOf = (table: Table) => ({
  total: table.reduce((sum, { total }) => sum + total, 0),
  refs: sumBy(table, 'ref'),
  countries: sumBy(table, 'country'),
  refCountries: table.filter(({ ref }) => ref !== ''),
});

test('a partner’s countries add up to its total, and none of them is small', () => {
  fc.assert(
    fc.property(anyTable, (table) => {
      const facts = factsOf(table);
      for (const [ref, total] of shownRefs(facts, rule)) {
        const { shown, hidden } = ownCountries(facts, ref, rule);
        expect(shown.reduce((sum, cell) => sum + cell.total, hidden)).toBe(total);
        expect(shown.every((cell) => cell.total >= THRESHOLD)).toBe(true);
        const members = facts.refCountries.filter((cell) => cell.ref === ref).length;
        const hiddenMembers = members - shown.length;
        expect(hiddenMembers === 0 || shown.length === 0 || hiddenMembers >= 3).toBe(true);
      }
    }),
    { numRuns: 500 },
  );
});

test('the public list less what every partner is told leaves nobody, or as many as may be told', () => {
  fc.assert(
    fc.property(anyTable, (table) => {
      const facts = factsOf(table);
      const cells = Object.entries(facts.countries).map(([key, total]) => ({ key, total }));
      const published = new Map(suppress(cells).shown.map(({ key, total }) => [key, total]));
      const left = new Map(published);
      const told = new Set<string>();
      for (const ref of shownRefs(facts, rule).keys())
        for (const { key, total } of ownCountries(facts, ref, rule).shown) {
          expect(published.has(key)).toBe(true);
          told.add(key);
          left.set(key, (left.get(key) ?? 0) - total);
          // Each partner alone, too.
          const others = (published.get(key) ?? 0) - total;
          expect(others === 0 || others >= THRESHOLD).toBe(true);
        }
      for (const key of told) {
        const others = left.get(key) ?? 0;
        expect(others === 0 || others >= THRESHOLD).toBe(true);
      }
    }),
    { numRuns: 500 },
  );
});

test('a partner that is not told its total is told no country', () => {
  const facts = factsOf([
    { ref: 'a', country: 'KR', total: 12 },
    { ref: '', country: 'KR', total: 3 },
  ]);
  expect([...shownRefs(facts, rule)]).toEqual([]);
  expect(ownCountries(facts, 'a', rule).shown).toEqual([]);
});

const anyDays = fc.array(fc.record({ own: fc.nat({ max: 14 }), others: fc.nat({ max: 30 }) }), {
  maxLength: 12,
});

test('days join until none is told by itself, beside what the public history tells', () => {
  fc.assert(
    fc.property(anyDays, (list) => {
      const at = (index: number) => `2026-09-${String(index + 1).padStart(2, '0')}`;
      const days = list.map(({ own }, index) => ({ day: at(index), total: own }));
      const allDays = list.map(({ own, others }, index) => ({
        day: at(index),
        net: own + others,
      }));
      const own = days.reduce((sum, { total }) => sum + total, 0);
      const spans = ownSpans({ days, allDays }, rule);
      for (const { from, to, total } of spans) {
        const inside = allDays.filter(({ day }) => day >= from && day <= to);
        const others = inside.reduce((sum, { net }) => sum + net, 0) - total;
        expect(total).toBeGreaterThanOrEqual(THRESHOLD);
        expect(others === 0 || others >= THRESHOLD).toBe(true);
      }
      if (spans.length > 0) expect(spans.reduce((sum, { total }) => sum + total, 0)).toBe(own);
    }),
    { numRuns: 500 },
  );
});

test('a quiet week is told with the day that made it enough', () => {
  const days = [
    { day: '2026-09-01', total: 4 },
    { day: '2026-09-03', total: 8 },
    { day: '2026-09-04', total: 25 },
  ];
  const allDays = days.map(({ day, total }) => ({ day, net: total }));
  expect(ownSpans({ days, allDays }, rule)).toEqual([
    { from: '2026-09-01', to: '2026-09-03', total: 12 },
    { from: '2026-09-04', to: '2026-09-04', total: 25 },
  ]);
});
