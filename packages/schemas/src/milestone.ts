const FIRST_MILESTONES = [100, 1_000, 5_000];
const MILESTONE_STEP = 10_000;

/** The milestones a total has reached, ascending: 100, 1,000, 5,000, then each 10,000. */
export function milestonesUpTo(total: number): number[] {
  const steps = Math.floor(total / MILESTONE_STEP);
  const large = Array.from({ length: steps }, (_, index) => (index + 1) * MILESTONE_STEP);
  return [...FIRST_MILESTONES.filter((milestone) => milestone <= total), ...large];
}

/** The next milestone above `total`. */
export function milestoneAfter(total: number): number {
  const first = FIRST_MILESTONES.find((milestone) => milestone > total);
  return first ?? (Math.floor(total / MILESTONE_STEP) + 1) * MILESTONE_STEP;
}

/** So many signatures beyond a milestone it still counts as just reached: a hundredth of it, at least 10. */
const FRESH_SHARE = 0.01;
const FRESH_LEAST = 10;

/** The milestone that `total` has just reached; null most of the time. */
export function milestoneJustReached(total: number): number | null {
  const reached = milestonesUpTo(total).at(-1);
  if (reached === undefined) return null;
  const fresh = Math.max(FRESH_LEAST, reached * FRESH_SHARE);
  return total - reached < fresh ? reached : null;
}
