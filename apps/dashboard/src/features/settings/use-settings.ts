import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { faultOf, fieldsOf, type Fault } from '../../shared/api/fault.ts';
import { useTRPC } from '../../shared/api/trpc.ts';
import { commandFor, type KeptCommand } from '../../shared/command-for.ts';
import { newCommandId } from '../../shared/command-id.ts';

/** Every edition as it is set. */
export function useEditions() {
  const trpc = useTRPC();
  // Without a network it says so instead of waiting for one.
  return useQuery({ ...trpc.editions.list.queryOptions(), networkMode: 'always' });
}

/** Reads again whatever an edition's settings decide. */
function useReread() {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const changed = [trpc.editions, trpc.petition, trpc.counts, trpc.overview];
  return async () => {
    await Promise.all(
      changed.map((part) => queries.invalidateQueries({ queryKey: part.pathKey() })),
    );
  };
}

interface Ends {
  onDone: () => void;
  /** It is set otherwise by now; what is shown has been read again. */
  onConflict?: () => void;
  /** What the server found wrong, by field. */
  onFields?: (fields: ReturnType<typeof fieldsOf>) => void;
}

/** What the commands share: an id while the same is sent again, and what follows an answer. */
function useCommand({ onDone, onConflict, onFields }: Ends) {
  const reread = useReread();
  const kept = useRef<KeptCommand | null>(null);
  return {
    idOf: (body: unknown): string => {
      kept.current = commandFor(kept.current, JSON.stringify(body), newCommandId);
      return kept.current.commandId;
    },
    options: {
      // Without a network it says so; a change must not go out later, unseen.
      networkMode: 'always' as const,
      onSuccess: async () => {
        // The same words later are another command: somebody may have changed it back meanwhile.
        kept.current = null;
        await reread();
        onDone();
      },
      onError: async (error: unknown) => {
        const fields = fieldsOf(error);
        if (Object.keys(fields).length > 0) onFields?.(fields);
        if (faultOf(error) !== 'conflict') return;
        kept.current = null;
        await reread();
        onConflict?.();
      },
    },
  };
}

const shownFault = (error: unknown): Fault | null => (error ? faultOf(error) : null);

/** Dates and goal. */
export function useChange(ends: Ends) {
  const trpc = useTRPC();
  const { idOf, options } = useCommand(ends);
  const change = useMutation(trpc.editions.change.mutationOptions(options));
  type Input = Omit<Parameters<typeof change.mutate>[0], 'commandId'>;
  return {
    isPending: change.isPending,
    fault: shownFault(change.error),
    send: (input: Input) => change.mutate({ commandId: idOf(input), ...input }),
  };
}

/** One of the switches. */
export function useSwitch(ends: Ends) {
  const trpc = useTRPC();
  const { idOf, options } = useCommand(ends);
  const turn = useMutation(trpc.editions.setSwitch.mutationOptions(options));
  type Input = Omit<Parameters<typeof turn.mutate>[0], 'commandId'>;
  return {
    isPending: turn.isPending,
    fault: shownFault(turn.error),
    send: (input: Input) => turn.mutate({ commandId: idOf(input), ...input }),
  };
}

/** Which edition the public sees. */
export function useChoice(ends: Ends) {
  const trpc = useTRPC();
  const { idOf, options } = useCommand(ends);
  const choose = useMutation(trpc.editions.makeCurrent.mutationOptions(options));
  type Input = Omit<Parameters<typeof choose.mutate>[0], 'commandId'>;
  return {
    isPending: choose.isPending,
    fault: shownFault(choose.error),
    send: (input: Input) => choose.mutate({ commandId: idOf(input), ...input }),
  };
}

/** Puts an edition away, or takes it out again. */
export function useArchiving(ends: Ends) {
  const trpc = useTRPC();
  const { idOf, options } = useCommand(ends);
  const archive = useMutation(trpc.editions.archive.mutationOptions(options));
  type Input = Omit<Parameters<typeof archive.mutate>[0], 'commandId'>;
  return {
    isPending: archive.isPending,
    fault: shownFault(archive.error),
    send: (input: Input) => archive.mutate({ commandId: idOf(input), ...input }),
  };
}

/** A new edition. */
export function useCreation(ends: Ends) {
  const trpc = useTRPC();
  const { idOf, options } = useCommand(ends);
  const create = useMutation(trpc.editions.create.mutationOptions(options));
  type Input = Omit<Parameters<typeof create.mutate>[0], 'commandId'>;
  return {
    isPending: create.isPending,
    fault: shownFault(create.error),
    send: (input: Input) => create.mutate({ commandId: idOf(input), ...input }),
  };
}
