import { useQuery } from '@tanstack/react-query';
import { useSignInAgain } from '../../shared/api/sign-in-again.ts';
import { useTRPC } from '../../shared/api/trpc.ts';
import { registerPasskey, type CeremonyOutcome } from './ceremonies.ts';

/** Less than this left of a fresh session, ms, is too little to pick a device and unlock it. */
const LEAST_LEFT_MS = 60_000;

/**
 * Makes a further passkey for the signed-in person. A session that is not fresh is proved first: the server
 * would refuse the passkey only after the device has made it.
 */
export function useNewPasskey(): (name: string) => Promise<CeremonyOutcome> {
  const { ask } = useSignInAgain();
  const trpc = useTRPC();
  const me = useQuery(trpc.auth.me.queryOptions());
  return async (name) => {
    const left = Date.parse(me.data?.freshUntil ?? '') - Date.now();
    const fresh = left > LEAST_LEFT_MS;
    if (!fresh && !(await ask())) return 'cancelled';
    return registerPasskey({ name });
  };
}
