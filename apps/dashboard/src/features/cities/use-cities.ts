import type { AppRouter } from '@lantern/server/app-router';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { inferRouterOutputs } from '@trpc/server';
import { useTRPC } from '../../shared/api/trpc.ts';

type Cities = inferRouterOutputs<AppRouter>['cities'];
/** A city in the list of all. */
export type ListedCity = Cities['list']['cities'][number];
/** A city with its plan. */
export type City = Cities['read'];
/** One of its actions. */
export type Action = City['actions'][number];

/** Others plan too: how old what is shown may be, ms. */
const REREAD_MS = 15_000;

/** One city of an edition; null: the current one's. */
export function useCity(city: string, edition: string | null) {
  const trpc = useTRPC();
  return useQuery({
    ...trpc.cities.read.queryOptions({ city, ...(edition !== null && { edition }) }),
    networkMode: 'always',
    refetchInterval: REREAD_MS,
  });
}

/** What every command about cities ends with: what is shown is read again. */
export function useCommandOptions(onDone?: () => void) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const reread = () => queries.invalidateQueries({ queryKey: trpc.cities.pathKey() });
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
