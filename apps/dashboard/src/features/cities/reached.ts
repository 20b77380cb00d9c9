import type { PublishFrom } from '@lantern/schemas/action';
import type { Action, City } from './use-cities.ts';

/** How far a city's day has come for an action, as published. */
export function reachedOf(
  { status }: Pick<City, 'status'>,
  action: Pick<Action, 'publicOutcome'> | undefined,
): PublishFrom {
  if (action && action.publicOutcome !== null) return 'after';
  return status === 'planned' ? 'before' : 'during';
}
