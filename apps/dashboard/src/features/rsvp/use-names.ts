import type { AppRouter } from '@lantern/server/app-router';
import { useMutation } from '@tanstack/react-query';
import type { inferRouterOutputs } from '@trpc/server';
import { faultOf } from '../../shared/api/fault.ts';
import { useTRPC } from '../../shared/api/trpc.ts';

type Rsvp = inferRouterOutputs<AppRouter>['rsvp'];
export type CountedAction = Rsvp['counts']['actions'][number];

/** Who comes to a city's actions, once somebody asks: each look is in the audit log. */
export function useNames(input: { city: string; edition?: string }) {
  const trpc = useTRPC();
  const look = useMutation({ ...trpc.rsvp.names.mutationOptions(), networkMode: 'always' });
  return {
    people: look.data?.people ?? null,
    isPending: look.isPending,
    fault: look.isError ? faultOf(look.error) : null,
    show: () => {
      if (!look.isPending) look.mutate(input);
    },
  };
}
