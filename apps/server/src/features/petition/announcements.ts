import type { PetitionPhase } from '@lantern/schemas/petition';
import type { NewEvent } from '../../platform/events.ts';

/** What has been told of an edition's petition in its public stream. */
export interface Announced {
  opened: boolean;
  closed: boolean;
  /** Milestones told. */
  milestones: ReadonlySet<number>;
}

const FIRST_MILESTONES = [100, 1_000, 5_000];
const MILESTONE_STEP = 10_000;

/** The milestones a total has reached, ascending: 100, 1,000, 5,000, then each 10,000. */
export function milestonesUpTo(total: number): number[] {
  const steps = Math.floor(total / MILESTONE_STEP);
  const large = Array.from({ length: steps }, (_, index) => (index + 1) * MILESTONE_STEP);
  return [...FIRST_MILESTONES.filter((milestone) => milestone <= total), ...large];
}

/**
 * What is still to be told, in the order it came about. A milestone is told once, even if the total falls
 * below it and rises again; a closing only where an opening was told.
 */
export function dueAnnouncements(
  announced: Announced,
  { phase, total }: { phase: PetitionPhase; total: number },
): NewEvent<'public'>[] {
  const opens = phase === 'open' && !announced.opened;
  const closes = phase === 'closed' && announced.opened && !announced.closed;
  return [
    ...(opens ? [{ kind: 'petition-opened' } as const] : []),
    ...milestonesUpTo(total)
      .filter((milestone) => !announced.milestones.has(milestone))
      .map((milestone) => ({ kind: 'milestone', total: milestone }) as const),
    ...(closes ? [{ kind: 'petition-closed' } as const] : []),
  ];
}
