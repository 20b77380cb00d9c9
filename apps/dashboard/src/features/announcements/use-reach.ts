import { useQuery } from '@tanstack/react-query';
import { useTRPC } from '../../shared/api/trpc.ts';
import { audienceOf, type Choice } from './audience.ts';

/** How many it would reach, once the choice is whole. */
export function useReach(edition: string | null, choice: Choice) {
  const trpc = useTRPC();
  const audience = audienceOf(choice);
  const named = edition === null ? {} : { edition };
  return useQuery({
    ...trpc.announcements.preview.queryOptions({
      ...named,
      ...(audience ?? { audience: 'all', target: null }),
    }),
    enabled: audience !== null,
    networkMode: 'always',
    retry: false,
    staleTime: 0,
  });
}
