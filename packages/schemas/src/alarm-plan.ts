import type { Step } from './field.ts';

/** What silence is measured by: the two ways, the outcome of each action, and coming home. */
export const DUE_STEPS = ['on-the-way', 'arrived', 'outcome', 'safe-home'] as const;
export type DueStep = (typeof DUE_STEPS)[number];

/** Minutes after which a step that is due is late: amber asks, red calls. */
export const GRACE_MINUTES = 10;
export const RED_AFTER_MINUTES = 25;

/** Minutes before the start of the main action that somebody is on the way. */
const ON_THE_WAY_BEFORE = 30;
/** Minutes after the end of the last action that everybody is home. */
const HOME_AFTER = 120;
/** Actions further apart than this are two outings: people go home in between. */
const OUTING_GAP = 180;
/** Steps said longer than this before an outing are about something else, or somebody tried the app. */
const WORD_BEFORE = 360;
/** And "safe home", which ends all watching. */
const HOME_BEFORE = 180;
const MINUTE_MS = 60_000;

/** An action as the plan of a day needs it; instants in ms since the epoch, by the edition's clock. */
export interface PlannedAction {
  id: string;
  isMain: boolean;
  startsAt: number;
  endsAt: number;
}

/** One step that is expected, and what answers it. */
export interface DueStepAt {
  step: DueStep;
  /** Only for outcomes. */
  actionId: string | null;
  dueAt: number;
  /** Of `on-the-way` and `arrived`: steps said since then are about this outing, earlier ones about another. */
  since: number;
  /** The same for `safe-home`. */
  homeSince: number;
  /** The actions of its outing. */
  outing: readonly string[];
}

/** Actions that follow one another closely, for which people leave home once. */
interface Outing {
  actions: PlannedAction[];
  startsAt: number;
  endsAt: number;
}

/**
 * When word is due, from a city's actions that are not called off: on the way 30 minutes before the main action
 * starts, arrived when it starts, an outcome when each ends, safe home two hours after the last one ended. In the
 * order they are due; none where nothing is planned.
 */
export function dueSteps(actions: readonly PlannedAction[]): DueStepAt[] {
  const outings = outingsOf(actions);
  const main = actions.find((action) => action.isMain) ?? outings[0]?.actions[0];
  if (!main) return [];
  const steps = outings.flatMap((outing, index) => {
    const answers = answersOf(outing, outings[index - 1]);
    const wayAndArrival = [
      { step: 'on-the-way', dueAt: main.startsAt - ON_THE_WAY_BEFORE * MINUTE_MS },
      { step: 'arrived', dueAt: main.startsAt },
    ] as const;
    const home = { step: 'safe-home', dueAt: outing.endsAt + HOME_AFTER * MINUTE_MS } as const;
    return [
      ...(outing.actions.includes(main) ? wayAndArrival : []),
      ...outing.actions.map(({ id, endsAt }) => ({
        step: 'outcome' as const,
        actionId: id,
        dueAt: endsAt,
      })),
      ...(index === outings.length - 1 ? [home] : []),
    ].map((step) => ({ actionId: null, ...step, ...answers }));
  });
  return steps.toSorted((one, other) => one.dueAt - other.dueAt);
}

function outingsOf(actions: readonly PlannedAction[]): Outing[] {
  const outings: Outing[] = [];
  for (const action of actions.toSorted((one, other) => one.startsAt - other.startsAt)) {
    const { startsAt, endsAt } = action;
    const last = outings.at(-1);
    if (last && startsAt - last.endsAt <= OUTING_GAP * MINUTE_MS) {
      last.actions.push(action);
      last.endsAt = Math.max(last.endsAt, endsAt);
    } else outings.push({ actions: [action], startsAt, endsAt });
  }
  return outings;
}

/**
 * From when on word answers an outing. After another outing, the way there begins half-way between the two; and
 * "safe home" from before this one began is the other's, so that last night's word never hides today's silence.
 */
function answersOf(outing: Outing, before: Outing | undefined) {
  const { startsAt } = outing;
  const earliest = startsAt - WORD_BEFORE * MINUTE_MS;
  const homeBefore = before ? ON_THE_WAY_BEFORE : HOME_BEFORE;
  return {
    since: before ? Math.max(earliest, (before.endsAt + startsAt) / 2) : earliest,
    homeSince: startsAt - homeBefore * MINUTE_MS,
    outing: outing.actions.map(({ id }) => id),
  };
}

/** What was heard of a city; ms since the epoch, by the edition's clock. */
export interface Heard {
  /** When each step was last said. */
  steps: ReadonlyMap<Step, number>;
  /** The actions that have an outcome, and when it came about. */
  outcomes: ReadonlyMap<string, number>;
}

/**
 * Whether a due step is answered: by itself or by a later one, since steps may be skipped. Any outcome of the outing
 * says that people had arrived; safe home answers everything of it. Safe home may also be said before it would have
 * begun, once all of it has an outcome (delivered early, mailed).
 */
export function isAnswered(due: DueStepAt, heard: Heard): boolean {
  if (isHome(due, heard)) return true;
  const { steps, outcomes } = heard;
  const said = (step: Step) => (steps.get(step) ?? Number.NEGATIVE_INFINITY) >= due.since;
  switch (due.step) {
    case 'safe-home':
      return false;
    case 'outcome':
      return due.actionId !== null && outcomes.has(due.actionId);
    case 'arrived':
      return said('arrived') || due.outing.some((id) => outcomes.has(id));
    case 'on-the-way':
      return said('on-the-way') || said('arrived') || due.outing.some((id) => outcomes.has(id));
  }
}

function isHome({ homeSince, outing }: DueStepAt, { steps, outcomes }: Heard): boolean {
  const at = steps.get('safe-home');
  if (at === undefined) return false;
  return at >= homeSince || outing.every((id) => (outcomes.get(id) ?? at + 1) <= at);
}

/** What a silent step's alarm is named by within its city. */
export const silenceSubject = ({ step, actionId }: Pick<DueStepAt, 'step' | 'actionId'>): string =>
  step === 'outcome' && actionId !== null ? `outcome/${actionId}` : step;
