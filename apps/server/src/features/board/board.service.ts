import { dueSteps, isAnswered } from '@lantern/schemas/alarm-plan';
import { boardSchema, type Board, type BoardCity } from '@lantern/schemas/board';
import { createFreshValue, type FreshValue } from '../../platform/fresh-value.ts';
import { DomainError } from '../../platform/domain-error.ts';
import { readBoard, type BoardRow, type CityRow } from './board.repo.ts';
import type { Pool } from 'pg';

export interface BoardDeps {
  pool: Pool;
  /** Slug to id, rehearsals included; throws `edition-unknown`. */
  editionFor: (slug: string | undefined) => Promise<{ id: string }>;
}

export interface BoardRequest {
  edition?: string | undefined;
  /** Last `seq` of the day stream that the asker knows of. */
  after: number;
}

/** Boards in several rooms ask at the same event: one read answers them. */
const SHARED_MS = 500;

export type BoardService = ReturnType<typeof createBoardService>;

/** Every city on the day: where it stands, what it is waited for, who answers for it. */
export function createBoardService({ pool, editionFor }: BoardDeps) {
  const values = new Map<string, FreshValue<Board>>();

  const readFresh = async (editionId: string): Promise<Board> => {
    const row = await readBoard(pool, editionId);
    if (!row) throw new DomainError('edition-unknown');
    return boardOf(row);
  };
  const valueOf = (editionId: string): FreshValue<Board> => {
    const known = values.get(editionId);
    if (known) return known;
    const value = createFreshValue({ read: () => readFresh(editionId), maxAgeMs: SHARED_MS });
    values.set(editionId, value);
    return value;
  };
  return {
    /** At most half a second old, and never older than `after`. Throws `edition-unknown`. */
    read: async ({ edition, after }: BoardRequest): Promise<Board> => {
      const value = valueOf((await editionFor(edition)).id);
      const shared = await value.get();
      return shared.seq >= after ? shared : value.refresh();
    },
  };
}

function boardOf({ cities, ...row }: BoardRow): Board {
  // Drops whatever the schema does not name.
  return boardSchema.parse({
    ...row,
    cities: cities.map((city) => ({ ...city, next: nextOf(city) })),
  });
}

/** The first step that has not been answered; nobody waits for a city that nobody answers for. */
function nextOf({ plan, steps, coordinators, deputies }: CityRow): BoardCity['next'] {
  if (coordinators + deputies === 0) return null;
  const heard = {
    steps: new Map(steps),
    outcomes: new Map(
      plan.flatMap(({ id, outcomeAt }) => (outcomeAt === null ? [] : [[id, outcomeAt]])),
    ),
  };
  const due = dueSteps(plan).find((step) => !isAnswered(step, heard));
  return due ? { step: due.step, dueAt: new Date(due.dueAt).toISOString() } : null;
}
