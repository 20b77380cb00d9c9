import { expect, test } from 'vitest';
import { judged } from './row.ts';
import { tableOf, verdictOf } from './table.ts';

const signing = { id: 'signing', what: 'signatures/s', unit: '/s', ours: 300, peer: 400 };

test('every limit of a target must hold', () => {
  expect(judged(signing, { ratioAtLeast: 0.7 })).toMatchObject({
    ratio: 0.75,
    target: '≥ 0.7 ×',
    met: true,
  });
  const p99 = { ...signing, unit: 'ms' };
  expect(judged(p99, { ratioAtMost: 3, oursAtMost: 299 })).toMatchObject({
    target: '≤ 3 × and ≤ 299 ms',
    met: false,
  });
});

test('a figure that could not be taken meets nothing', () => {
  expect(judged({ ...signing, ours: NaN }, { ratioAtMost: 3 }).met).toBe(false);
  expect(judged({ ...signing, ours: NaN, peer: null }, { oursAtMost: 3 }).met).toBe(false);
  expect(judged({ ...signing, peer: null }, { ratioAtLeast: 0.1 }).met).toBe(false);
});

test('the table says what was missed', () => {
  const rows = [
    judged(signing, { ratioAtLeast: 0.6 }),
    judged({ ...signing, id: 'slow', ours: 12_345.6, note: 'slept' }, { oursAtMost: 1 }),
  ];
  const lines = tableOf(rows).split('\n');
  expect(lines[2]).toMatch(/^signing +300\/s +400\/s +0\.75 × +≥ 0\.6 × +met$/u);
  expect(lines[4]).toMatch(/^slow +12 346\/s .* MISSED$/u);
  expect(lines.at(-1)).toBe('    slept');
  expect(verdictOf(rows)).toBe('1 of 2 rows met their target; missed: slow');
});
