import { useQueryClient } from '@tanstack/react-query';
import { useTRPC } from '../../shared/api/trpc.ts';

/** Reads people, links and requests again, after any of them changed. */
export function useReread(): () => Promise<unknown> {
  const trpc = useTRPC();
  const queries = useQueryClient();
  return () =>
    Promise.all(
      [trpc.auth.pathKey(), trpc.approvals.pathKey()].map((queryKey) =>
        queries.invalidateQueries({ queryKey }),
      ),
    );
}
