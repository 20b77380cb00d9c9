import { expect, test } from 'vitest';
import { delaysUntilShown } from './shown.ts';

const taken = [
  { city: 'seoul', happenedAt: '2027-04-25T03:00:00.000Z', sentAt: 90, receivedAt: 100 },
];
const told = [{ seq: 7, city: 'seoul', happenedAt: '2027-04-25T03:00:00.000Z' }];

test('a check-in is shown at each wall by the first answer that holds it', () => {
  const early = [6, 7, 8].map((seq) => ({ seq, at: seq * 100 }));
  const late = [{ seq: 9, at: 1_100 }];
  expect(delaysUntilShown(taken, { told, answers: [late, early] })).toEqual([600, 1_000]);
});

test('a wall that never shows it, or was never told, is no figure', () => {
  const behind = [{ seq: 6, at: 600 }];
  expect(() => delaysUntilShown(taken, { told, answers: [behind] })).toThrow('never showed seoul');
  expect(() => delaysUntilShown(taken, { told: [], answers: [] })).toThrow('told of seoul');
});
