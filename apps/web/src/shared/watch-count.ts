import { createLiveStore } from '@lantern/live-client/live-store';
import type { CountJson } from '@lantern/schemas/public-json';
import { readCurrentEdition } from './follow-edition.ts';
import type { LiveCount, WatchedEdition } from './use-live-count.ts';

/**
 * Tells `told` the number whenever it, or its freshness, changes; answers with what ends that. The edition
 * is always named: whatever staff choose meanwhile, no page shows the number of another than its own.
 */
export function watchCount(
  initial: CountJson,
  { slug, follows }: WatchedEdition,
  told: (count: LiveCount) => void,
): () => void {
  const store = createLiveStore({ initial, edition: slug });
  let left = false;
  const leave = store.subscribe(() => {
    const { total, asOf, status, isLeft } = store.getState();
    if (isLeft && follows && !left) {
      left = true;
      readCurrentEdition();
    }
    told({
      total,
      asOf: asOf ?? initial.asOf,
      freshness: status === 'connecting' ? 'still' : status,
    });
  });
  return leave;
}
