import type { AppRouter } from '@lantern/server/app-router';
import { useQueryClient } from '@tanstack/react-query';
import type { inferRouterOutputs } from '@trpc/server';
import { useTRPC } from '../../shared/api/trpc.ts';

/** An embassy or consulate as staff keep it. */
export type Mission = inferRouterOutputs<AppRouter>['missions']['list']['missions'][number];

/** What every command about missions ends with: they, and the cities that follow them, are read again. */
export function useMissionOptions(onDone?: () => void) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const reread = async () => {
    const changed = [trpc.missions, trpc.cities, trpc.coverage];
    await Promise.all(
      changed.map((part) => queries.invalidateQueries({ queryKey: part.pathKey() })),
    );
  };
  return {
    // Without a network it says so; a change must not go out later, unseen.
    networkMode: 'always' as const,
    onSuccess: async () => {
      await reread();
      onDone?.();
    },
    onError: reread,
  };
}
