import type { AppRouter } from '@lantern/server/app-router';
import { QueryCache, QueryClient } from '@tanstack/react-query';
import { createTRPCClient, httpBatchLink } from '@trpc/client';
import { createTRPCContext } from '@trpc/tanstack-react-query';
import { faultOf } from './fault.ts';
import { signInAgainLink, type SignInAgain } from './sign-in-again.ts';

export const { TRPCProvider, useTRPC, useTRPCClient } = createTRPCContext<AppRouter>();

/** Questions are POSTs as well: what they ask with, an enrolment link's token too, stays out of addresses. */
export const createClient = (asking: Pick<SignInAgain, 'ask'>) =>
  createTRPCClient<AppRouter>({
    links: [signInAgainLink(asking), httpBatchLink({ url: '/trpc', methodOverride: 'POST' })],
  });

/** Answers of the server are final; only a network that failed is tried again. */
export function createQueryClient(): QueryClient {
  const queries = new QueryClient({
    queryCache: new QueryCache({
      // Frozen or signed out elsewhere: whatever is asked first finds out, and then everything is asked
      // again, the person included, which leads to the sign-in.
      onError: (error, query) => {
        if (faultOf(error) === 'not-signed-in' && query.state.data !== undefined)
          void queries.invalidateQueries();
      },
    }),
    defaultOptions: {
      queries: {
        staleTime: 5_000,
        retry: (failures, error) => faultOf(error) === 'offline' && failures < 2,
      },
      // A command that the network lost may be sent again: its id makes it the same one.
      mutations: { retry: (failures, error) => faultOf(error) === 'offline' && failures < 2 },
    },
  });
  return queries;
}
