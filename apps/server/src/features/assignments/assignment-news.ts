import type { Transaction } from '@lantern/db/database';
import type { AssignmentsDeps } from './assignments.deps.ts';
import type { Assignment } from './assignments.repo.ts';

/** Tells whoever looks at it: a city's people, the day's screens, staff. Last in its transaction; ids only. */
export async function tellOfAssignment(
  tx: Transaction,
  { appendEvents }: Pick<AssignmentsDeps, 'appendEvents'>,
  { id, editionId, city }: Pick<Assignment, 'id' | 'editionId' | 'city'>,
): Promise<void> {
  const events = [{ kind: 'assignment-changed', id }] as const;
  await appendEvents(tx, { editionId, stream: 'staff', events });
  if (!city) return;
  await appendEvents(tx, { editionId, stream: 'day', events: [{ kind: 'city-plan', city }] });
  const changed = [{ kind: 'people-changed' }] as const;
  await appendEvents(tx, { editionId, stream: `city:${city}`, events: changed });
}
