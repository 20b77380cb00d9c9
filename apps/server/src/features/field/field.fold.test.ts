import fc from 'fast-check';
import { OUTCOMES } from '@lantern/schemas/action';
import { CITY_PHASES } from '@lantern/schemas/field';
import { expect, test } from 'vitest';
import { fold, type FieldWord } from './field.fold.ts';

const ACTIONS = [
  { id: 'delivery', isMain: true, startsAt: 100 },
  { id: 'vigil', isMain: false, startsAt: 50 },
];
const OF_VIGIL = ['held', 'stopped-by-police', 'called-off'] as const;

const blank = {
  step: null,
  outcome: null,
  actionId: null,
  corrects: null,
  scope: 'group',
  people: null,
  paper: null,
} as const;
type Said = Partial<FieldWord> & Pick<FieldWord, 'kind'>;

const anyOutcome = fc.oneof(
  fc.constantFrom(...OUTCOMES).map((outcome) => ({ outcome, actionId: 'delivery' })),
  fc.constantFrom(...OF_VIGIL).map((outcome) => ({ outcome, actionId: 'vigil' })),
);
const anySaid: fc.Arbitrary<Said> = fc.oneof(
  fc.constantFrom('on-the-way', 'arrived').map((step) => ({ kind: 'step' as const, step })),
  anyOutcome.map((said) => ({ kind: 'outcome' as const, ...said })),
  anyOutcome.map((said) => ({ kind: 'correction' as const, ...said, corrects: 'w0' })),
  anyOutcome.map((said) => ({ kind: 'override' as const, ...said })),
  fc.constantFrom<'self' | 'group'>('self', 'group').map((scope) => ({
    kind: 'safe-home' as const,
    step: 'safe-home',
    scope,
  })),
  fc.nat(500).map((people) => ({ kind: 'numbers' as const, people })),
  fc.constantFrom('waiting', 'arrived').map((step) => ({ kind: 'override' as const, step })),
);
/** What happened, each at its own moment, in no order. */
const anyDay = fc
  .array(fc.record({ said: anySaid, speaker: fc.constantFrom('ann', 'dee') }), { maxLength: 14 })
  .chain((list) =>
    fc
      .shuffledSubarray(
        list.map((_, at) => at),
        { minLength: list.length, maxLength: list.length },
      )
      .map((moments) =>
        list.map(({ said, speaker }, index): FieldWord => ({
          ...blank,
          ...said,
          id: `w${index}`,
          speaker,
          at: moments[index] ?? 0,
          seq: index + 1,
        })),
      ),
  );

const FURTHER: Record<string, number> = {
  waiting: 0,
  'on-the-way': 1,
  there: 2,
  done: 3,
  'called-off': 3,
  'safe-home': 4,
};

test('a city stands where it stands, in whatever order word of it came', () => {
  fc.assert(
    fc.property(anyDay, fc.infiniteStream(fc.nat()), (day, order) => {
      const arrived = day
        .map((word) => ({ word, place: Number(order.next().value) }))
        .toSorted((one, other) => one.place - other.place)
        .map(({ word }, index) => ({ ...word, seq: index + 1 }));
      expect(fold(arrived, ACTIONS)).toEqual(fold(day, ACTIONS));
    }),
  );
});

test('nobody who is out is taken back but by staff, nobody disagrees with themselves, and times are of what was said', () => {
  fc.assert(
    fc.property(anyDay, (day) => {
      const words = day.filter(({ kind }) => kind !== 'override');
      let before = 0;
      for (let count = 0; count <= words.length; count += 1) {
        const folded = fold(words.slice(0, count), ACTIONS);
        expect(CITY_PHASES).toContain(folded.phase);
        const further = FURTHER[folded.phase] ?? -1;
        // Once somebody was home, what came before may turn out to have been another outing.
        const isHome = words.slice(0, count).some(({ kind }) => kind === 'safe-home');
        if (!isHome && words[count - 1]?.outcome === null)
          expect(further).toBeGreaterThanOrEqual(before);
        before = further;
        if (folded.phaseAt !== null) expect(words.map(({ at }) => at)).toContain(folded.phaseAt);
        const speakers = new Set(
          words.filter(({ id }) => folded.disputed.has(id)).map(({ speaker }) => speaker),
        );
        expect(speakers.size).not.toBe(1);
      }
    }),
  );
});

const words = (...said: readonly (Said & { speaker?: string; at?: number })[]): FieldWord[] =>
  said.map((one, index) => ({
    ...blank,
    id: `w${index}`,
    speaker: 'ann',
    at: index,
    seq: index + 1,
    ...one,
  }));
const delivery = (outcome: FieldWord['outcome']) => ({ actionId: 'delivery', outcome });

test.each<[string, FieldWord[], object]>([
  ['nothing was said', words(), { phase: 'waiting', phaseAt: null, heardAt: null }],
  [
    'it was delivered the day before, and nobody went',
    words({ kind: 'outcome', ...delivery('delivered-early') }),
    { phase: 'done', outcome: 'delivered-early' },
  ],
  [
    'the way was said after the outcome, from a phone without a network',
    words(
      { kind: 'outcome', ...delivery('mailed'), at: 9 },
      { kind: 'step', step: 'on-the-way', at: 3 },
    ),
    { phase: 'done', phaseAt: 9, heardAt: 9 },
  ],
  [
    'the vigil was held, the letter not yet handed in',
    words({ kind: 'outcome', actionId: 'vigil', outcome: 'held' }),
    { phase: 'there', outcome: null },
  ],
  [
    'the vigil alone was called off',
    words({ kind: 'outcome', actionId: 'vigil', outcome: 'called-off' }),
    { phase: 'waiting', outcome: null },
  ],
  [
    'called off, and corrected',
    words(
      { kind: 'outcome', ...delivery('called-off') },
      { kind: 'correction', ...delivery('refused'), corrects: 'w0' },
    ),
    { phase: 'done', outcome: 'refused', phaseAt: 0 },
  ],
  [
    'one is home, the other is still out',
    words(
      { kind: 'step', step: 'arrived' },
      { kind: 'step', step: 'arrived', speaker: 'dee' },
      { kind: 'safe-home', step: 'safe-home', scope: 'self' },
    ),
    { phase: 'there', safeHomeAt: null },
  ],
  [
    'the letter was handed in the night before; today they go out again',
    words(
      { kind: 'outcome', ...delivery('delivered-early') },
      { kind: 'safe-home', step: 'safe-home' },
      { kind: 'step', step: 'arrived' },
      { kind: 'outcome', actionId: 'vigil', outcome: 'held' },
    ),
    { phase: 'there', phaseAt: 2, outcome: 'delivered-early', safeHomeAt: null },
  ],
  [
    'and come home again',
    words(
      { kind: 'outcome', ...delivery('delivered-early') },
      { kind: 'safe-home', step: 'safe-home' },
      { kind: 'step', step: 'arrived' },
      { kind: 'safe-home', step: 'safe-home' },
    ),
    { phase: 'safe-home', phaseAt: 3, safeHomeAt: 3 },
  ],
  [
    'safe home was said by mistake, and staff took it back',
    words(
      { kind: 'step', step: 'arrived' },
      { kind: 'safe-home', step: 'safe-home' },
      { kind: 'override', step: 'arrived' },
    ),
    { phase: 'there', phaseAt: 2, heardAt: 1, safeHomeAt: null },
  ],
  [
    'they disagree until staff say what stands',
    words(
      { kind: 'outcome', ...delivery('refused') },
      { kind: 'outcome', ...delivery('handed-in'), speaker: 'dee' },
      { kind: 'override', ...delivery('refused'), corrects: 'w0' },
    ),
    { outcome: 'refused', phaseAt: 0, disputed: new Set() },
  ],
  [
    'what was said before staff set it, but came after, changes nothing',
    words(
      { kind: 'override', ...delivery('refused'), at: 5 },
      { kind: 'outcome', ...delivery('handed-in'), at: 4 },
    ),
    { outcome: 'refused', disputed: new Set() },
  ],
  [
    'what is said after staff set it is looked at',
    words(
      { kind: 'override', ...delivery('refused') },
      { kind: 'outcome', ...delivery('handed-in') },
    ),
    { outcome: 'handed-in', disputed: new Set(['w0', 'w1']) },
  ],
])('%s', (_what, said, expected) => {
  expect(fold(said, ACTIONS)).toMatchObject(expected);
});
