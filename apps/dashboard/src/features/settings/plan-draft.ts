import { planFaults, type EditionPlan, type PlanFaults } from '@lantern/schemas/edition-rules';
import { DESK_FIELD_CODES, type FieldCode } from '@lantern/schemas/error-codes';
import { instantOf, wallTimeOf } from '@lantern/schemas/wall-time';

/** A plan as a person types it: instants as the clocks of its zone show them. */
export interface PlanDraft {
  date: string;
  timezone: string;
  opens: string;
  closes: string;
  delivers: string;
  goal: string;
}

/** What is wrong with a field; `skipped`: the clocks of the zone go past it. */
export type DraftFault =
  NonNullable<PlanFaults[keyof PlanFaults]> | 'required' | 'skipped' | 'goal';
export type DraftFaults = Partial<Record<keyof PlanDraft, DraftFault>>;

/** Field of the draft → part of the plan. */
export const INSTANTS = { opens: 'opensAt', closes: 'closesAt', delivers: 'deliversAt' } as const;
type InstantField = keyof typeof INSTANTS;
const FIELDS: readonly InstantField[] = ['opens', 'closes', 'delivers'];

export const EMPTY_DRAFT: PlanDraft = {
  date: '',
  timezone: 'UTC',
  opens: '',
  closes: '',
  delivers: '',
  goal: '100000',
};

/** A plan as the form shows it: instants as wall time in the edition’s zone. */
export function draftOf(plan: EditionPlan): PlanDraft {
  const { date, timezone, goal } = plan;
  const wall = (field: InstantField) => wallTimeOf(plan[INSTANTS[field]], timezone);
  return {
    date,
    timezone,
    opens: wall('opens'),
    closes: wall('closes'),
    delivers: wall('delivers'),
    goal: String(goal),
  };
}

interface DraftContext {
  /** How the edition is set; null for a new one. */
  was: EditionPlan | null;
  now: Date;
}

/** What a draft says, or what is wrong with it. */
export function readDraft(
  draft: PlanDraft,
  { was, now }: DraftContext,
): { plan: EditionPlan | null; faults: DraftFaults } {
  const faults: DraftFaults = {};
  if (draft.date === '') faults.date = 'required';
  const goal = Number(draft.goal.replaceAll(/[\s,.]/gu, ''));
  if (!Number.isSafeInteger(goal) || goal < 1 || goal > 1_000_000_000) faults.goal = 'goal';
  const instants = { opensAt: '', closesAt: '', deliversAt: '' };
  for (const field of FIELDS) {
    const meant = meantBy(draft, { field, was });
    if (meant === 'required' || meant === 'skipped') faults[field] = meant;
    else instants[INSTANTS[field]] = meant;
  }
  if (Object.keys(faults).length > 0) return { plan: null, faults };
  const { date, timezone } = draft;
  const plan = { date, timezone, goal, ...instants };
  const found = planFaults(plan, { was, now });
  for (const field of FIELDS) {
    const fault = found[INSTANTS[field]];
    if (fault) faults[field] = fault;
  }
  return { plan, faults: { ...faults, ...pickFaults(found) } };
}

function pickFaults({ date, timezone }: PlanFaults): DraftFaults {
  return { ...(date && { date }), ...(timezone && { timezone }) };
}

/** A time nobody touched keeps its seconds, which the field does not show. */
function meantBy(
  draft: PlanDraft,
  { field, was }: { field: InstantField; was: EditionPlan | null },
): string {
  const before = was?.[INSTANTS[field]];
  if (before && wallTimeOf(before, draft.timezone) === draft[field]) return before;
  const meant = instantOf(draft[field], draft.timezone);
  if (meant.is === 'instant') return meant.instant;
  return meant.is === 'empty' ? 'required' : 'skipped';
}

/** What the server found wrong, at the fields it was typed in. */
export function draftFaultsOf(fields: Partial<Record<string, FieldCode>>): DraftFaults {
  const told = (part: string): DraftFault | undefined => {
    const code = fields[part];
    if (!code) return undefined;
    return DESK_FIELD_CODES.find((known) => known === code) ?? 'required';
  };
  const found = FIELDS.map((field) => [field, told(INSTANTS[field])] as const);
  const others = (['date', 'timezone', 'goal'] as const).map((part) => [part, told(part)] as const);
  return Object.fromEntries([...found, ...others].filter(([, fault]) => fault !== undefined));
}
