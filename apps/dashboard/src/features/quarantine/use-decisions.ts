import { useQuery } from '@tanstack/react-query';
import { useTRPC } from '../../shared/api/trpc.ts';

/** What was decided, newest first. */
export function useDecisions() {
  const trpc = useTRPC();
  return useQuery({ ...trpc.signing.decisions.queryOptions(), networkMode: 'always' });
}
