import { useQuery } from '@tanstack/react-query';
import { useTRPC } from '../../shared/api/trpc.ts';

/** What waits is read again this often, ms: in a flood it grows while one looks. */
const REREAD_MS = 10_000;

/** The number as it stands; undefined until it is known. */
export function useCurrent() {
  const trpc = useTRPC();
  return useQuery({ ...trpc.counts.current.queryOptions({}), networkMode: 'always' }).data;
}

/** What waits and what was let count before, by cause, and the total as it stands. */
export function useCauses() {
  const trpc = useTRPC();
  // Without a network it says so instead of waiting for one.
  const fresh = { refetchInterval: REREAD_MS, networkMode: 'always' } as const;
  const held = useQuery({ ...trpc.signing.quarantine.queryOptions(), ...fresh });
  const released = useQuery({ ...trpc.signing.released.queryOptions(), ...fresh });
  const current = useQuery({ ...trpc.counts.current.queryOptions({}), ...fresh });
  const all = [held, released, current];
  return {
    held: held.data,
    released: released.data,
    current: current.data,
    isPending: all.some((one) => one.isPending),
    error: held.error ?? released.error ?? current.error,
    refetch: () => void Promise.all(all.map((one) => one.refetch())),
  };
}
