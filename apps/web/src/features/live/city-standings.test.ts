import type { PublicEvent } from '@lantern/schemas/live';
import { expect, test } from 'vitest';
import { advanced, type Known } from './city-standings.ts';

const at = '2027-09-24T03:00:00Z';
const actionId = '01990000-0000-7000-8000-000000000000';
const known: Known = {
  seq: 10,
  standings: {
    seoul: { status: 'planned', outcome: null },
    paris: { status: 'done', outcome: 'refused' },
  },
  unexplained: 0,
};
const there = (seq: number, city: string): PublicEvent => ({ kind: 'city-there', seq, at, city });
const outcome = (seq: number, city: string, more: object = {}): PublicEvent => ({
  kind: 'city-outcome',
  seq,
  at,
  city,
  actionId,
  outcome: 'handed-in',
  corrected: false,
  ...more,
});

test('a city is lit by what follows, and by nothing that is in it already', () => {
  expect(advanced(known, [there(10, 'seoul')])).toBe(known);
  const lit = advanced(known, [there(11, 'seoul')]);
  expect(lit.standings['seoul']).toEqual({ status: 'there', outcome: null });
  expect(advanced(lit, [there(11, 'seoul'), outcome(12, 'seoul')]).standings['seoul']).toEqual({
    status: 'done',
    outcome: 'handed-in',
  });
});

test('what ended is not undone by another beginning, and an outcome may speak for less than its city', () => {
  expect(advanced(known, [there(11, 'paris')]).standings['paris']?.status).toBe('done');
  const partly = advanced(known, [there(11, 'seoul'), outcome(12, 'seoul', { isMain: false })]);
  expect(partly.standings['seoul']).toEqual({ status: 'there', outcome: null });
});

test('a hidden city does not come back by an event, and only the server explains a change', () => {
  const changed = advanced(known, [
    there(11, 'hidden'),
    { kind: 'city-changed', seq: 12, at, city: 'paris' },
    { kind: 'milestone', seq: 13, at, total: 100 },
  ]);
  expect(changed).toEqual({ seq: 13, standings: known.standings, unexplained: 12 });
});
