import { expect, test } from 'vitest';
import { outcomeOf, pressOn, totalAfter, type Cause, newestTotal } from './causes.ts';

const cause: Cause = {
  causeHash: 'ab'.repeat(32),
  suspicions: ['network'],
  count: 500,
  firstAt: '2027-09-24T12:00:00.000Z',
  lastAt: '2027-09-24T12:30:00.000Z',
  decidedAt: null,
  countries: [],
  elsewhere: 500,
  mailProviders: [],
};
const waiting = pressOn(cause, 'quarantined', 'id');
const counted = pressOn(cause, 'confirmed', 'id');

test('a press is about what was shown, and about nothing that came later', () => {
  expect(waiting.selection).toEqual({
    causeHash: cause.causeHash,
    state: 'quarantined',
    upTo: cause.lastAt,
  });
});

test('the effect on the total is told before deciding', () => {
  expect(totalAfter(184_302, 'release', waiting)).toBe(184_802);
  expect(totalAfter(184_302, 'void', waiting)).toBe(184_302);
  expect(totalAfter(184_802, 'void', counted)).toBe(184_302);
});

test('the number is that of the newer version, whichever told it', () => {
  const decided = { kind: 'voided', decisionId: 'one', count: 3, missing: 0 } as const;
  const current = { total: 3, version: 8 };
  expect(newestTotal(current, { ...decided, total: 0, version: 9 })).toBe(0);
  expect(newestTotal(current, { ...decided, total: 9, version: 7 })).toBe(3);
  expect(newestTotal(current, { kind: 'conflict' })).toBe(3);
});

test('who finds nothing left to decide is told so, and who finds less, how much', () => {
  const decided = { decisionId: 'one', total: 7, version: 3 };
  expect(outcomeOf('released', waiting, { ...decided, count: 0 })).toEqual({ kind: 'conflict' });
  expect(outcomeOf('voided', waiting, { ...decided, count: 480 })).toEqual({
    kind: 'voided',
    ...decided,
    count: 480,
    missing: 20,
  });
});
