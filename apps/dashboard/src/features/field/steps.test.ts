import type { FieldCity } from '@lantern/schemas/field-mine';
import { expect, test } from 'vitest';
import { nextStep, stepRows } from './steps.ts';
import type { Item } from './store.ts';

const action = (
  id: string,
  kind: FieldCity['plan'][number]['kind'],
): FieldCity['plan'][number] => ({
  id,
  kind,
  isMain: kind === 'delivery',
  localDate: '2027-09-24',
  localTime: '12:00',
  startsAt: '2027-09-24T10:00:00.000Z',
  endsAt: '2027-09-24T10:15:00.000Z',
  place: null,
  neighbourhood: null,
  precision: 'city',
  publish: 'after',
  delayMinutes: 0,
  calledOff: false,
  outcome: null,
  outcomeAt: null,
});

const CITY: FieldCity = {
  edition: {
    slug: 'r',
    kind: 'rehearsal',
    date: '2027-09-24',
    dayClock: { realAt: '2026-01-01T00:00:00.000Z', dayAt: '2027-09-24T09:00:00.000Z', rate: 60 },
  },
  city: {
    slug: 'warsaw',
    kind: 'delivery',
    country: 'PL',
    name: { en: 'Warsaw', ko: '바르샤바', 'zh-Hans': '华沙' },
    timezone: 'Europe/Warsaw',
  },
  role: 'coordinator',
  pinsSet: true,
  plan: [action('letter', 'delivery'), action('vigil', 'candlelight-vigil')],
  due: [],
  state: {
    phase: 'waiting',
    outcome: null,
    phaseAt: null,
    heardAt: null,
    safeHomeAt: null,
    people: null,
    paper: null,
    disputed: false,
    seq: 0,
  },
  commands: [],
  other: 'nobody',
};

const item = (command: object, rest: Partial<Item> = {}): Item =>
  ({
    order: 1,
    commandId: 'c',
    actor: 'ann',
    lane: 'r/warsaw',
    sendAfter: null,
    refused: null,
    tries: 0,
    command: { commandId: 'c', deviceAt: '2026-01-01T00:01:00.000Z', offsetMs: 0, ...command },
    ...rest,
  }) as Item;

const next = (items: Item[]) => nextStep(stepRows({ city: CITY, items, received: [] }));

test('the next step follows what was said, also what was skipped', () => {
  expect(next([])).toEqual({ step: 'on-the-way' });
  expect(next([item({ kind: 'step', step: 'on-the-way' })])).toEqual({ step: 'arrived' });
  expect(next([item({ kind: 'step', step: 'arrived' })])).toMatchObject({
    step: 'outcome',
    action: { id: 'letter' },
    likeliest: 'handed-in',
  });
  const mailed = item({ kind: 'outcome', actionId: 'letter', outcome: 'mailed' });
  expect(next([mailed])).toMatchObject({ action: { id: 'vigil' }, likeliest: 'held' });
  const held = item({ kind: 'outcome', actionId: 'vigil', outcome: 'held' }, { commandId: 'd' });
  expect(next([mailed, held])).toEqual({ step: 'safe-home' });
  expect(next([item({ kind: 'safe-home' })])).toEqual({ step: 'over' });
  // Once the day is over nobody is on the way any more.
  const past = nextStep(stepRows({ city: CITY, items: [], received: [] }), true);
  expect(past).toMatchObject({ step: 'outcome', action: { id: 'letter' } });
  // What was refused has not been said.
  expect(next([item({ kind: 'step', step: 'arrived' }, { refused: 'forbidden' })])).toEqual({
    step: 'on-the-way',
  });
});

test('a waiting step has its time on the day’s own clock, and the server’s word replaces the phone’s', () => {
  const waiting = item({ kind: 'step', step: 'arrived' });
  const [, row] = stepRows({ city: CITY, items: [waiting], received: [] });
  expect(row?.mark).toMatchObject({ state: 'waiting', at: Date.parse('2027-09-24T10:00:00.000Z') });
  const mark = {
    commandId: 'c',
    actor: 'ann',
    lane: 'r/warsaw',
    what: 'outcome',
    actionId: 'letter',
    deviceAt: '2026-01-01T00:01:00.000Z',
    receivedAt: '2026-01-01T00:01:00.000Z',
    happenedAt: '2027-09-24T10:10:00.000Z',
  };
  const known = stepRows({ city: CITY, items: [], received: [mark] });
  expect(known[2]?.mark).toMatchObject({ state: 'received', outcome: null });
});
