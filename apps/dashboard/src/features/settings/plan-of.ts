import type { EditionPlan } from '@lantern/schemas/edition-rules';

/** The plan of an edition, without what else is known of it. */
export function planOf(edition: EditionPlan): EditionPlan {
  const { date, timezone, opensAt, closesAt, deliversAt, goal } = edition;
  return { date, timezone, opensAt, closesAt, deliversAt, goal };
}
