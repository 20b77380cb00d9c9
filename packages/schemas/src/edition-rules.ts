import type { DESK_FIELD_CODES } from './error-codes.ts';

/** Switches of staff, each in effect on every node within a second. */
export const EDITION_SWITCHES = ['collection', 'news', 'supporters', 'publishing'] as const;

/** What staff set of an edition. */
export interface EditionPlan {
  /** The day, `YYYY-MM-DD`. */
  date: string;
  /** IANA zone in which the instants are meant. */
  timezone: string;
  /** ISO instants. */
  opensAt: string;
  closesAt: string;
  deliversAt: string;
  goal: number;
}

export type PlanFaults = Partial<Record<keyof EditionPlan, (typeof DESK_FIELD_CODES)[number]>>;

interface PlanContext {
  /** How the edition is set now; null for a new one. */
  was: EditionPlan | null;
  now: Date;
}

/** Parts that say when something happened, once the letter has been delivered. */
const SETTLED = ['date', 'timezone', 'opensAt', 'closesAt', 'deliversAt'] as const;

/**
 * What is wrong with a plan, by field; one rule for the form and for the server.
 *
 * Nothing that is moved may be moved into the past: signatures were taken until now, so a petition is closed
 * by closing it now. Once delivered, only the goal can change: what erasing means (the signature withdrawn,
 * or left in the number without a name) was decided by the delivery, and must not be decided again.
 */
export function planFaults(plan: EditionPlan, { was, now }: PlanContext): PlanFaults {
  const moved = (part: (typeof SETTLED)[number]) =>
    !was || comparable(plan, part) !== comparable(was, part);
  if (was && isPast(was.deliversAt, now))
    return Object.fromEntries(SETTLED.filter(moved).map((part) => [part, 'delivered']));
  const faults: PlanFaults = {};
  if (at(plan.closesAt) <= at(plan.opensAt)) faults.closesAt = 'order';
  if (at(plan.deliversAt) < at(plan.closesAt)) faults.deliversAt = 'order';
  for (const part of ['opensAt', 'closesAt', 'deliversAt'] as const)
    if (moved(part) && isPast(plan[part], now)) faults[part] = 'in-the-past';
  return faults;
}

/** Days after an edition's day until it can be put away: by then the day is over in every zone. */
const OVER_AFTER_DAYS = 2;
const DAY_MS = 86_400_000;

/** Whether an edition can be put away: nobody is shown it first, nobody signs it, and its day is over. */
export function mayBeArchived(
  edition: Pick<EditionPlan, 'date' | 'closesAt'> & {
    isCurrent: boolean;
    kind: 'real' | 'rehearsal';
  },
  now: Date,
): boolean {
  if (edition.isCurrent) return false;
  const over = Date.parse(edition.date) + OVER_AFTER_DAYS * DAY_MS;
  return edition.kind === 'rehearsal' || (over <= now.getTime() && isPast(edition.closesAt, now));
}

/** Whether two plans say the same; instants may be written differently. */
export function samePlan(one: EditionPlan, other: EditionPlan): boolean {
  return changedParts(one, other).length === 0;
}

/** What differs between two plans. */
export function changedParts(from: EditionPlan, to: EditionPlan): (keyof EditionPlan)[] {
  const parts = ['goal', ...SETTLED] as const;
  return parts.filter((part) => comparable(from, part) !== comparable(to, part));
}

function comparable(plan: EditionPlan, part: keyof EditionPlan): string | number {
  const instants: readonly string[] = ['opensAt', 'closesAt', 'deliversAt'];
  return instants.includes(part) ? at(String(plan[part])) : plan[part];
}

const at = (instant: string): number => Date.parse(instant);
const isPast = (instant: string, now: Date): boolean => at(instant) <= now.getTime();
