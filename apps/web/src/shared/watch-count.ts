import { createLiveStore } from '@lantern/live-client/live-store';
import type { CountJson } from '@lantern/schemas/public-json';
import type { LiveCount } from './use-live-count.ts';

/** Tells `told` the number whenever it, or its freshness, changes; answers with what ends that. */
export function watchCount(
  initial: CountJson,
  edition: string | null,
  told: (count: LiveCount) => void,
): () => void {
  const store = createLiveStore({ initial, ...(edition !== null && { edition }) });
  return store.subscribe(() => {
    const { total, asOf, status } = store.getState();
    told({
      total,
      asOf: asOf ?? initial.asOf,
      freshness: status === 'connecting' ? 'still' : status,
    });
  });
}
