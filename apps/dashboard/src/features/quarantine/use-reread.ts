import { useQueryClient } from '@tanstack/react-query';
import { useTRPC } from '../../shared/api/trpc.ts';
import type { Decided } from './causes.ts';

/** The public answer about the number may be a second old; asked again after this, ms, it has caught up. */
const CAUGHT_UP_MS = 1_500;

/**
 * Reads again what a decision changed; null for one that changed nothing here. The number is what the decision
 * told: the public answer, asked at once, would still tell the one before it.
 */
export function useReread(): (decided: Decided | null) => Promise<void> {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const count = trpc.counts.current.queryKey({});
  return async (decided) => {
    if (decided) {
      const { total, version } = decided;
      queries.setQueryData(count, (known) => known && { ...known, total, version });
    }
    const changed = [trpc.signing.pathKey(), trpc.overview.pathKey()];
    await Promise.all(changed.map((queryKey) => queries.invalidateQueries({ queryKey })));
    setTimeout(
      () => void queries.invalidateQueries({ queryKey: trpc.counts.pathKey() }),
      CAUGHT_UP_MS,
    );
  };
}
