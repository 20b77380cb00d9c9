import type { EditionPlan } from '@lantern/schemas/edition-rules';
import { expect, test } from 'vitest';
import { draftOf, readDraft } from './plan-draft.ts';

const PLAN: EditionPlan = {
  date: '2027-09-24',
  timezone: 'America/New_York',
  opensAt: '2026-11-01T04:00:00.000Z',
  closesAt: '2027-09-24T03:59:59.000Z',
  deliversAt: '2027-09-24T16:00:00.000Z',
  goal: 100_000,
};
const now = new Date('2027-01-01T00:00:00Z');

test('what nobody touched stays what it was, to the second', () => {
  expect(readDraft(draftOf(PLAN), { was: PLAN, now })).toEqual({ plan: PLAN, faults: {} });
});

test('another zone means the same clocks elsewhere', () => {
  const draft = { ...draftOf(PLAN), timezone: 'Asia/Seoul' };
  const { plan } = readDraft(draft, { was: { ...PLAN, opensAt: '2027-02-01T00:00:00Z' }, now });
  expect(plan).toMatchObject({ deliversAt: '2027-09-24T03:00:00.000Z' });
});

test.each([
  [{ goal: 'many' }, { goal: 'goal' }],
  [{ date: '' }, { date: 'required' }],
  [{ closes: '2026-12-01T00:00' }, { closes: 'in-the-past' }],
  [{ closes: '2027-10-01T00:00' }, { delivers: 'order' }],
  [{ delivers: '' }, { delivers: 'required' }],
  [{ opens: '2027-03-14T02:30' }, { opens: 'skipped' }],
])('%j: %j', (part, faults) => {
  expect(readDraft({ ...draftOf(PLAN), ...part }, { was: PLAN, now }).faults).toEqual(faults);
});

test('a goal may be typed with its thousands parted', () => {
  const draft = { ...draftOf(PLAN), goal: '120,000' };
  expect(readDraft(draft, { was: PLAN, now }).plan?.goal).toBe(120_000);
});
