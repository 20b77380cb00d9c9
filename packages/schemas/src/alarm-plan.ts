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
const MINUTE_MS = 60_000;

/** An action as the plan of a day needs it; instants in ms since the epoch, by the edition's clock. */
export interface PlannedAction {
  id: string;
  isMain: boolean;
  startsAt: number;
  endsAt: number;
}

/** One step that is expected; `actionId` only for outcomes. */
export interface DueStepAt {
  step: DueStep;
  actionId: string | null;
  dueAt: number;
}

/**
 * When word is due, from a city's actions that are not called off: on the way 30 minutes before the main action
 * starts, arrived when it starts, an outcome when each ends, safe home two hours after the last one ended. In the
 * order they are due; none where nothing is planned.
 */
export function dueSteps(actions: readonly PlannedAction[]): DueStepAt[] {
  const main = actions.find((action) => action.isMain) ?? actions[0];
  if (!main) return [];
  const last = Math.max(...actions.map(({ endsAt }) => endsAt));
  const steps: DueStepAt[] = [
    { step: 'on-the-way', actionId: null, dueAt: main.startsAt - ON_THE_WAY_BEFORE * MINUTE_MS },
    { step: 'arrived', actionId: null, dueAt: main.startsAt },
    ...actions.map(({ id, endsAt }) => ({
      step: 'outcome' as const,
      actionId: id,
      dueAt: endsAt,
    })),
    { step: 'safe-home', actionId: null, dueAt: last + HOME_AFTER * MINUTE_MS },
  ];
  return steps.toSorted((one, other) => one.dueAt - other.dueAt);
}

/** What was heard of a city: its furthest steps, and the actions that have an outcome. */
export interface Heard {
  steps: ReadonlySet<Step>;
  outcomes: ReadonlySet<string>;
}

/**
 * Whether a due step is answered: by itself or by a later one, since steps may be skipped. Any outcome says that
 * people had arrived; safe home answers everything.
 */
export function isAnswered({ step, actionId }: DueStepAt, { steps, outcomes }: Heard): boolean {
  if (steps.has('safe-home')) return true;
  if (step === 'safe-home') return false;
  if (step === 'outcome') return actionId !== null && outcomes.has(actionId);
  if (outcomes.size > 0 || steps.has('arrived')) return true;
  return step === 'on-the-way' && steps.has('on-the-way');
}
