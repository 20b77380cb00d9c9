import type { AppRouter } from '@lantern/server/app-router';
import { QueryClient } from '@tanstack/react-query';
import { createTRPCClient, httpBatchLink } from '@trpc/client';
import { createTRPCContext } from '@trpc/tanstack-react-query';
import { faultOf } from './fault.ts';

export const { TRPCProvider, useTRPC } = createTRPCContext<AppRouter>();

export const createClient = () =>
  createTRPCClient<AppRouter>({ links: [httpBatchLink({ url: '/trpc' })] });

/** Answers of the server are final; only a network that failed is tried again. */
export const createQueryClient = () =>
  new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 5_000,
        retry: (failures, error) => faultOf(error) === 'offline' && failures < 2,
      },
      // A command that the network lost may be sent again: its id makes it the same one.
      mutations: { retry: (failures, error) => faultOf(error) === 'offline' && failures < 2 },
    },
  });
