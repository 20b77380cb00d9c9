import type { AppRouter } from '@lantern/server/app-router';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { inferRouterOutputs } from '@trpc/server';
import { useTRPC } from '../../shared/api/trpc.ts';

/** Who is on duty when, and who could be. */
export type Roster = inferRouterOutputs<AppRouter>['duty']['list'];
export type Shift = Roster['shifts'][number];

/** Others plan too: how old what is shown may be, ms. */
const REREAD_MS = 15_000;

/** The roster of an edition; null: of the current one. */
export function useRoster(edition: string | null) {
  const trpc = useTRPC();
  return useQuery({
    ...trpc.duty.list.queryOptions(edition === null ? {} : { edition }),
    networkMode: 'always',
    refetchInterval: REREAD_MS,
  });
}

/** What every command about shifts ends with. */
export function useCommandOptions(onDone?: () => void) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  return {
    // Without a network it says so; a change must not go out later, unseen.
    networkMode: 'always' as const,
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: trpc.duty.pathKey() });
      onDone?.();
    },
  };
}
