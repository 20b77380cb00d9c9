import type { Outcome } from '@lantern/schemas/action';
import { CITY_PHASES, type CityPhase, type FieldKind } from '@lantern/schemas/field';
import { standingOf, type Standing } from './field.outcomes.ts';

/** A command as far as the city's state follows from it. */
export interface FieldWord {
  id: string;
  kind: FieldKind;
  /** `on-the-way`, `arrived`, `safe-home`; of an override the step it sets, or `waiting`. */
  step: string | null;
  outcome: Outcome | null;
  actionId: string | null;
  corrects: string | null;
  scope: 'self' | 'group';
  people: number | null;
  paper: number | null;
  /** Account whose word it is; staff's own are overrides. */
  speaker: string;
  /** By the edition's clock, ms. */
  at: number;
  seq: number;
}

/** An action as the fold needs it. */
export interface FoldedAction {
  id: string;
  isMain: boolean;
  startsAt: number;
}

/** What staff know of a city. */
export interface Folded {
  phase: CityPhase;
  phaseAt: number | null;
  outcome: Outcome | null;
  heardAt: number | null;
  safeHomeAt: number | null;
  people: number | null;
  paper: number | null;
  /** What stands of each action that has an outcome. */
  outcomes: ReadonlyMap<string, Standing>;
  /** Commands that disagree. */
  disputed: ReadonlySet<string>;
}

/** In the order in which it happened; what happened at one moment, in the order in which it came. */
const inOrder = (one: FieldWord, other: FieldWord): number =>
  one.at - other.at || one.seq - other.seq;

/**
 * Where a city stands, from all that was said of it. It follows from when things happened, not from when word of them
 * came: what was queued on a phone without a network changes the past, never brings a city back. A city only goes
 * on, however many steps it skips, until its people go out again; else only staff's override takes it back.
 */
export function fold(words: readonly FieldWord[], actions: readonly FoldedAction[]): Folded {
  const said = words.toSorted(inOrder);
  const standings = actions.map((action) => [action.id, standingOf(said, action.id)] as const);
  const outcomes = new Map<string, Standing>();
  for (const [id, standing] of standings) if (standing) outcomes.set(id, standing);
  const main = mainOf(actions);
  const outcome = main ? outcomes.get(main.id) : undefined;
  const reached = phasesOf(said, { outcomes, main: outcome });
  const furthest = reached.toSorted(
    (one, other) => rank(other) - rank(one) || one.at - other.at,
  )[0];
  const spoken = said.filter(({ kind }) => kind !== 'override');
  return {
    phase: furthest?.phase ?? 'waiting',
    phaseAt: furthest?.at ?? null,
    outcome: outcome?.outcome ?? null,
    heardAt: spoken.at(-1)?.at ?? null,
    safeHomeAt: reached.find(({ phase }) => phase === 'safe-home')?.at ?? null,
    people: spoken.findLast(({ people }) => people !== null)?.people ?? null,
    paper: spoken.findLast(({ paper }) => paper !== null)?.paper ?? null,
    outcomes,
    disputed: new Set([...outcomes.values()].flatMap(({ disputed }) => disputed)),
  };
}

/** The main action, or else the first. */
export function mainOf<Action extends FoldedAction>(
  actions: readonly Action[],
): Action | undefined {
  const byTime = (one: Action, other: Action) =>
    one.startsAt - other.startsAt || (one.id < other.id ? -1 : 1);
  return actions.find(({ isMain }) => isMain) ?? actions.toSorted(byTime)[0];
}

/** A phase and since when. */
interface Reached {
  phase: CityPhase;
  at: number;
}

const RANK: Record<CityPhase, number> = {
  waiting: 0,
  'on-the-way': 1,
  there: 2,
  done: 3,
  'called-off': 3,
  'safe-home': 4,
};
const rank = ({ phase }: Reached): number => RANK[phase];

interface Outcomes {
  outcomes: ReadonlyMap<string, Standing>;
  /** The city's own. */
  main: Standing | undefined;
}

function phasesOf(said: readonly FieldWord[], { outcomes, main }: Outcomes): Reached[] {
  const set = said.findLastIndex(({ kind, step }) => kind === 'override' && step !== null);
  const { after, since } = lastOuting(said.slice(set + 1));
  const known = [...outcomes.values()].filter(({ at }) => at > since);
  const present = known.filter(({ outcome }) => SHOWS_PRESENCE.has(outcome));
  const over = main && main.at > since ? [main] : [];
  return [
    ...(since === NEVER ? said.slice(Math.max(set, 0), set + 1).flatMap(overridden) : []),
    ...after.filter(({ step }) => step === 'on-the-way').map(({ at }) => atPhase('on-the-way', at)),
    ...after.filter(({ step }) => step === 'arrived').map(({ at }) => atPhase('there', at)),
    ...present.map(({ at }) => atPhase('there', at)),
    ...over.map(({ outcome, at }) => atPhase(outcome === 'called-off' ? 'called-off' : 'done', at)),
    ...safeHome(after).map((at) => atPhase('safe-home', at)),
  ];
}

const NEVER = Number.NEGATIVE_INFINITY;

/** Whoever was home and goes out again is out: what was said before they came home is another outing's. */
function lastOuting(said: readonly FieldWord[]): { after: readonly FieldWord[]; since: number } {
  const lastStep = said.findLastIndex(({ kind }) => kind === 'step');
  const before = said.slice(0, Math.max(lastStep, 0));
  const home = before.findLastIndex(({ kind }) => kind === 'safe-home');
  // Where one alone was home, the others were still out.
  if (home === -1 || safeHome(before.slice(0, home + 1)).length === 0)
    return { after: said, since: NEVER };
  return { after: said.slice(home + 1), since: before[home]?.at ?? NEVER };
}

const atPhase = (phase: CityPhase, at: number): Reached => ({ phase, at });

/** Staff set a phase by its step. */
function overridden({ step, at }: FieldWord): Reached[] {
  if (step === 'arrived') return [atPhase('there', at)];
  const phase = CITY_PHASES.find((one) => one === step);
  return phase ? [atPhase(phase, at)] : [];
}

/** Nobody has to be at a gate for the others: posted, delivered before, called off. */
const SHOWS_PRESENCE: ReadonlySet<Outcome> = new Set([
  'handed-in',
  'refused',
  'left-at-gate',
  'held',
  'stopped-by-police',
]);

/** Since when all are home: said for the group, or by each who was out for themselves. */
function safeHome(said: readonly FieldWord[]): number[] {
  const home = said.filter(({ kind }) => kind === 'safe-home');
  const group = home.find(({ scope }) => scope === 'group');
  if (group) return [group.at];
  const out = new Set(
    said
      .filter(({ kind }) => kind === 'step' || kind === 'outcome' || kind === 'correction')
      .map(({ speaker }) => speaker),
  );
  const last = home.at(-1);
  const each = new Set(home.map(({ speaker }) => speaker));
  return last && [...out].every((speaker) => each.has(speaker)) ? [last.at] : [];
}
