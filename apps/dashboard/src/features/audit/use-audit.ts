import type { AuditPageInput } from '@lantern/schemas/audit';
import type { AppRouter } from '@lantern/server/app-router';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import type { inferRouterOutputs } from '@trpc/server';
import { useSearchParams } from 'react-router';
import { useTRPC } from '../../shared/api/trpc.ts';
import { useRested } from '../../shared/use-rested.ts';

export type AuditEntry = inferRouterOutputs<AppRouter>['audit']['page']['entries'][number];

const FIELDS = ['search', 'act', 'from', 'to'] as const;
/** What is asked for; a field that is not is absent. */
export type Asked = Pick<AuditPageInput, (typeof FIELDS)[number]>;

/** The entries that the address asks for, page after page. */
export function useAudit() {
  const trpc = useTRPC();
  const [params, setParams] = useSearchParams();
  const asked: Asked = Object.fromEntries(
    FIELDS.flatMap((name) => (params.get(name) ? [[name, params.get(name)]] : [])),
  );
  // The field and the address follow each letter; the server is asked once typing rests.
  const search = useRested(asked.search ?? '');
  const { search: _, ...rest } = asked;
  const rested: Asked = search ? { ...rest, search } : rest;
  const query = useInfiniteQuery({
    ...trpc.audit.page.infiniteQueryOptions(rested, {
      getNextPageParam: ({ next }) => next ?? undefined,
    }),
    placeholderData: keepPreviousData,
    networkMode: 'always',
  });
  const pages = query.data?.pages ?? [];
  return {
    asked,
    ask: (next: Asked) =>
      setParams(
        FIELDS.flatMap((name): [string, string][] => (next[name] ? [[name, next[name]]] : [])),
        { replace: true, preventScrollReset: true },
      ),
    acts: pages[0]?.acts ?? [],
    entries: pages.flatMap(({ entries }) => entries),
    isPending: query.isFetching,
    error: query.error,
    refetch: () => void query.refetch(),
    more: query.hasNextPage && !query.isFetching ? () => void query.fetchNextPage() : null,
  };
}
