import { describe, expect, test } from 'vitest';
import { dueSteps, isAnswered, silenceSubject, type PlannedAction } from './alarm-plan.ts';
import type { Step } from './field.ts';

const NOON = Date.parse('2027-09-24T12:00:00Z');
const HOUR = 3_600_000;
const hours = (count: number) => NOON + count * HOUR;
const action = (id: string, [start, end]: [number, number]): PlannedAction => ({
  id,
  isMain: id === 'letter',
  startsAt: hours(start),
  endsAt: hours(end),
});
interface Said {
  steps?: [Step, number][];
  outcomes?: [string, number][];
}
/** What still waits for an answer, by subject. */
function silent(actions: PlannedAction[], { steps = [], outcomes = [] }: Said): string[] {
  const heard = {
    steps: new Map(steps.map(([step, at]) => [step, hours(at)])),
    outcomes: new Map(outcomes.map(([id, at]) => [id, hours(at)])),
  };
  return dueSteps(actions)
    .filter((due) => !isAnswered(due, heard))
    .map(silenceSubject);
}

test('word is due before, at and after what is planned, each outcome for itself', () => {
  const actions = [action('vigil', [1.5, 3]), action('letter', [0, 1])];
  expect(dueSteps(actions).map((due) => [silenceSubject(due), (due.dueAt - NOON) / HOUR])).toEqual([
    ['on-the-way', -0.5],
    ['arrived', 0],
    ['outcome/letter', 1],
    ['outcome/vigil', 3],
    ['safe-home', 5],
  ]);
  expect(dueSteps([])).toEqual([]);
});

describe('one outing', () => {
  const letter = [action('letter', [0, 1])];

  test.each<[string, Said, string[]]>([
    ['nothing', {}, ['on-the-way', 'arrived', 'outcome/letter', 'safe-home']],
    ['on the way', { steps: [['on-the-way', -0.6]] }, ['arrived', 'outcome/letter', 'safe-home']],
    ['arrived alone', { steps: [['arrived', 0]] }, ['outcome/letter', 'safe-home']],
    ['an outcome alone', { outcomes: [['letter', 1]] }, ['safe-home']],
    ['safe home alone', { steps: [['safe-home', 2]] }, []],
    ['gone home before it began', { steps: [['safe-home', -1]] }, []],
    [
      'delivered the night before, and home',
      { steps: [['safe-home', -14]], outcomes: [['letter', -15]] },
      [],
    ],
    [
      'the app tried the night before',
      {
        steps: [
          ['on-the-way', -14],
          ['arrived', -14],
          ['safe-home', -13],
        ],
      },
      ['on-the-way', 'arrived', 'outcome/letter', 'safe-home'],
    ],
  ])('%s', (_name, said, expected) => {
    expect(silent(letter, said)).toEqual(expected);
  });
});

describe('a vigil on the evening before', () => {
  const actions = [action('vigil', [-16, -14]), action('letter', [0, 1])];
  const evening: Said = {
    steps: [
      ['arrived', -16],
      ['safe-home', -13],
    ],
    outcomes: [['vigil', -14]],
  };

  test('its words hide no silence of the day itself', () => {
    expect(silent(actions, evening)).toEqual([
      'on-the-way',
      'arrived',
      'outcome/letter',
      'safe-home',
    ]);
  });

  test('nor does its "safe home" answer for the way home of the day itself', () => {
    const outcomes: Said['outcomes'] = [
      ['vigil', -14],
      ['letter', 1],
    ];
    expect(silent(actions, { ...evening, outcomes })).toEqual(['safe-home']);
    expect(silent(actions, { steps: [['safe-home', 2]], outcomes })).toEqual([]);
  });
});
