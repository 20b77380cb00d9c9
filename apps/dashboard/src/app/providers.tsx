import { QueryClientProvider } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { createSignInAgain, SignInAgainContext } from '../shared/api/sign-in-again.ts';
import { createClient, createQueryClient, TRPCProvider } from '../shared/api/trpc.ts';

/** What every page needs: the server's procedures and the cache of their answers. */
export function Providers({ children }: { children: ReactNode }) {
  const [queryClient] = useState(createQueryClient);
  const [asking] = useState(createSignInAgain);
  const [trpcClient] = useState(() => createClient(asking));
  return (
    <QueryClientProvider client={queryClient}>
      <TRPCProvider queryClient={queryClient} trpcClient={trpcClient}>
        <SignInAgainContext value={asking}>{children}</SignInAgainContext>
      </TRPCProvider>
    </QueryClientProvider>
  );
}
