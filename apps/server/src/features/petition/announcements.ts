import { milestonesUpTo } from '@lantern/schemas/milestone';
import type { PetitionPhase } from '@lantern/schemas/petition';
import type { NewEvent } from '../../platform/events.ts';

/** What has been told of an edition's petition in its public stream. */
export interface Announced {
  /** The last thing told of its opening and closing is that it opened. */
  opened: boolean;
  /** When its closing was told, if that is the last thing told. */
  closedAt: Date | null;
  /** Milestones told. */
  milestones: ReadonlySet<number>;
}

/** Clocks of two nodes differ by less; a closing that staff move later is later by more. */
const CLOCKS_DIFFER_MS = 60_000;

/** How a petition stands, as a node knows it. */
export interface Standing {
  phase: PetitionPhase;
  closesAt: Date;
  total: number;
}

/**
 * What is still to be told, in the order it came about. A milestone is told once, even if the total falls
 * below it and rises again; a closing only where an opening was told; an opening once more where staff have
 * moved the closing beyond the one that was told. Pauses are told by the pages, not by the stream.
 */
export function dueAnnouncements(
  announced: Announced,
  { phase, closesAt, total }: Standing,
): NewEvent<'public'>[] {
  // A node whose clock is behind finds open what another has told to be closed: it must not tell otherwise.
  const { closedAt } = announced;
  const again = closedAt && closesAt.getTime() > closedAt.getTime() + CLOCKS_DIFFER_MS;
  const opens = phase === 'open' && !announced.opened && (!closedAt || again);
  const closes = phase === 'closed' && announced.opened;
  return [
    ...(opens ? [{ kind: 'petition-opened' } as const] : []),
    ...milestonesUpTo(total)
      .filter((milestone) => !announced.milestones.has(milestone))
      .map((milestone) => ({ kind: 'milestone', total: milestone }) as const),
    ...(closes ? [{ kind: 'petition-closed' } as const] : []),
  ];
}
