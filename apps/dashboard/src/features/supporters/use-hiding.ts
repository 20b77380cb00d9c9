import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { faultOf } from '../../shared/api/fault.ts';
import { useTRPC } from '../../shared/api/trpc.ts';
import { commandFor, type KeptCommand } from '../../shared/command-for.ts';
import { newCommandId } from '../../shared/command-id.ts';

/** A signer who chose to be shown. */
export interface Supporter {
  id: string;
  name: string;
  confirmedAt: string;
  hiddenAt: string | null;
}

/** Takes a name off the public list, or puts it back: the same press again is the same command. */
export function useHiding({ id: signatureId, hiddenAt }: Supporter) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const kept = useRef<KeptCommand | null>(null);
  const change = useMutation({
    ...trpc.supporters.setHidden.mutationOptions(),
    // Without a network it says so; a name must not vanish later, unseen.
    networkMode: 'always',
    onSuccess: async () => {
      kept.current = null;
      await queries.invalidateQueries({ queryKey: trpc.supporters.pathKey() });
    },
  });
  const press = () => {
    if (change.isPending) return;
    const hidden = hiddenAt === null;
    kept.current = commandFor(kept.current, `${signatureId} ${hidden}`, newCommandId);
    change.mutate({ commandId: kept.current.commandId, signatureId, hidden });
  };
  return {
    press,
    isPending: change.isPending,
    fault: change.isError ? faultOf(change.error) : null,
  };
}
