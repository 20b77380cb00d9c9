import { outcomesOf, type Outcome } from '@lantern/schemas/action';
import type { DueStep } from '@lantern/schemas/alarm-plan';
import { toDayTime } from '@lantern/schemas/day-clock';
import type { FieldCity } from '@lantern/schemas/field-mine';
import { laneOf } from './queue.ts';
import type { Item, Received } from './store.ts';

/** One action of the plan. */
export type FieldAction = FieldCity['plan'][number];
type Arrived = FieldCity['commands'][number];

/** What is known of one step; `at`: ms since the epoch by the edition's clock. */
export interface Mark {
  commandId: string;
  at: number;
  state: 'received' | 'waiting' | 'refused';
  /** Null where it was received and no server has told since: outcomes leave the phone on receipt. */
  outcome: Outcome | null;
}

export interface StepRow {
  step: DueStep;
  /** Of an outcome: what it is the outcome of. */
  action: FieldAction | null;
  mark: Mark | null;
  dueAt: number | null;
}

/** The one thing to do now. */
export type NextStep =
  | { step: 'on-the-way' | 'arrived' | 'safe-home' | 'over' | 'nothing' }
  | { step: 'outcome'; action: FieldAction; likeliest: Outcome };

/** What the phone knows of a city's day: the server's last word, and its own. */
export interface KnownOfDay {
  city: FieldCity;
  items: readonly Item[];
  received: readonly Received[];
}

/** A city's place in the queue. */
export const laneOfCity = ({ edition, city }: FieldCity) =>
  laneOf({ edition: edition.slug, city: city.slug });

/** Every step of the city's day in its order, with the newest word on each. */
export function stepRows(known: KnownOfDay): StepRow[] {
  const marks = allMarks(known);
  const row = (step: DueStep, action: FieldAction | null): StepRow => {
    const actionId = action?.id ?? null;
    const due = known.city.due.find((at) => at.step === step && at.actionId === actionId);
    return {
      step,
      action,
      mark: newest(marks.filter((mark) => mark.step === step && mark.actionId === actionId)),
      dueAt: due ? Date.parse(due.dueAt) : null,
    };
  };
  return [
    row('on-the-way', null),
    row('arrived', null),
    ...known.city.plan
      .filter(({ calledOff }) => !calledOff)
      .map((action) => row('outcome', action)),
    row('safe-home', null),
  ];
}

/**
 * Steps may be skipped: what is later answers for what is earlier. `isPast`: the day is over, so that nobody is on the
 * way any more, and only what happened is still to be said.
 */
export function nextStep(rows: readonly StepRow[], isPast = false): NextStep {
  const said = (step: DueStep) => rows.some((row) => row.step === step && counts(row.mark));
  if (said('safe-home')) return { step: 'over' };
  const outcomes = rows.filter(({ step }) => step === 'outcome');
  const open = outcomes.find(({ mark }) => !counts(mark));
  if (said('arrived') || said('outcome') || (isPast && outcomes.length > 0)) {
    return open?.action
      ? { step: 'outcome', action: open.action, likeliest: likeliest(open.action) }
      : { step: 'safe-home' };
  }
  if (outcomes.length === 0 && !said('on-the-way')) return { step: 'nothing' };
  return { step: said('on-the-way') ? 'arrived' : 'on-the-way' };
}

/** What was refused has not been said. */
const counts = (mark: Mark | null) => mark !== null && mark.state !== 'refused';

const likeliest = ({ kind }: FieldAction): Outcome => outcomesOf(kind)[0] ?? 'held';

/** A mark and the step it is of. */
interface Placed extends Mark {
  step: DueStep | null;
  actionId: string | null;
}

function allMarks({ city, items, received }: KnownOfDay): Placed[] {
  const lane = laneOfCity(city);
  const here = (entry: { lane: string }) => entry.lane === lane;
  const known = new Set(city.commands.map(({ id }) => id));
  return [
    ...city.commands.map(ofArrived),
    // The server's own word on a command says more than the phone's mark of it.
    ...received.filter((mark) => here(mark) && !known.has(mark.commandId)).map(ofReceived),
    ...items
      .filter((item) => here(item) && !known.has(item.commandId))
      .map((item) => ofItem(item, city)),
  ];
}

const newest = (marks: readonly Placed[]): Mark | null =>
  marks.reduce<Mark | null>(
    (last, mark) => (last === null || mark.at >= last.at ? mark : last),
    null,
  );

const STEPS: Partial<Record<string, DueStep>> = {
  'on-the-way': 'on-the-way',
  arrived: 'arrived',
  // What staff set names a phase.
  there: 'arrived',
  'safe-home': 'safe-home',
  outcome: 'outcome',
  correction: 'outcome',
};

function ofArrived({ id, kind, step, actionId, outcome, happenedAt }: Arrived): Placed {
  const what = outcome === null ? (step ?? kind) : 'outcome';
  return {
    commandId: id,
    at: Date.parse(happenedAt),
    state: 'received',
    outcome,
    step: STEPS[what] ?? null,
    actionId,
  };
}

function ofReceived({ commandId, what, actionId, happenedAt }: Received): Placed {
  return {
    commandId,
    at: Date.parse(happenedAt),
    state: 'received',
    outcome: null,
    step: STEPS[what] ?? null,
    actionId,
  };
}

/** When something was said, by the edition's clock, as far as the device knew its own. */
export function saidAt({ deviceAt, offsetMs }: Item['command'], { edition }: FieldCity): number {
  return toDayTime(edition.dayClock, Date.parse(deviceAt) + (offsetMs ?? 0));
}

function ofItem({ command, commandId, refused }: Item, city: FieldCity): Placed {
  return {
    commandId,
    at: saidAt(command, city),
    state: refused === null ? 'waiting' : 'refused',
    outcome: 'outcome' in command ? command.outcome : null,
    step: STEPS[command.kind === 'step' ? command.step : command.kind] ?? null,
    actionId: 'actionId' in command ? command.actionId : null,
  };
}
