import type { Transaction } from '@lantern/db/database';
import type { AssignmentsDeps } from './assignments.deps.ts';
import { settleReadiness } from './readiness.repo.ts';
import type { Assignment } from './assignments.repo.ts';

/**
 * Settles how ready a city's people are, and tells whoever looks at it: staff, the day's screens, a city's people.
 * Last in its transaction; ids only.
 */
export async function tellOfAssignment(
  tx: Transaction,
  { appendEvents, clock }: Pick<AssignmentsDeps, 'appendEvents' | 'clock'>,
  { id, editionId, city }: Pick<Assignment, 'id' | 'editionId' | 'city'>,
): Promise<void> {
  if (city) await settleReadiness(tx, clock.now(), { editionId, city });
  const events = [{ kind: 'assignment-changed', id }] as const;
  await appendEvents(tx, { editionId, stream: 'staff', events });
  if (!city) return;
  await appendEvents(tx, { editionId, stream: 'day', events: [{ kind: 'city-plan', city }] });
  const changed = [{ kind: 'people-changed' }] as const;
  await appendEvents(tx, { editionId, stream: `city:${city}`, events: changed });
}
