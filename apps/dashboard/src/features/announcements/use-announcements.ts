import type { AppRouter } from '@lantern/server/app-router';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { inferRouterOutputs } from '@trpc/server';
import { useTRPC } from '../../shared/api/trpc.ts';

type Announcements = inferRouterOutputs<AppRouter>['announcements'];
/** An announcement with what became of it. */
export type Sent = Announcements['list']['sent'][number];

/** How soon a receipt shows, ms. */
const REREAD_MS = 3_000;

/** What was sent in an edition; null: in the current one. */
export function useSent(edition: string | null) {
  const trpc = useTRPC();
  return useQuery({
    ...trpc.announcements.list.queryOptions(edition === null ? {} : { edition }),
    networkMode: 'always',
    refetchInterval: REREAD_MS,
  });
}

/** What became of one with each person. */
export function useReceipts(id: string) {
  const trpc = useTRPC();
  return useQuery({
    ...trpc.announcements.receipts.queryOptions({ id }),
    networkMode: 'always',
    refetchInterval: REREAD_MS,
    retry: false,
  });
}

/** Everything of announcements is read again. */
export function useReread() {
  const trpc = useTRPC();
  const queries = useQueryClient();
  return () => queries.invalidateQueries({ queryKey: trpc.announcements.pathKey() });
}
