import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { faultOf, type Fault } from '../../shared/api/fault.ts';
import { useTRPC } from '../../shared/api/trpc.ts';
import { newCommandId } from '../../shared/command-id.ts';
import { outcomeOf, type Outcome } from './causes.ts';
import { useReread } from './use-reread.ts';

interface Undo {
  isPending: boolean;
  /** A fault that leaves it as it was; to press again is the same command. */
  fault: Fault | null;
  undo: () => void;
}

/** Undoes one decision, once however often it is pressed; what it changed is read again before it says so. */
export function useUndo(decisionId: string, onOutcome: (outcome: Outcome) => void): Undo {
  const trpc = useTRPC();
  const reread = useReread();
  const [commandId] = useState(() => newCommandId());
  const ended = async (outcome: Outcome) => {
    await reread(outcome.kind === 'conflict' ? null : outcome);
    onOutcome(outcome);
  };
  const { mutate, isPending, error } = useMutation(
    trpc.signing.undo.mutationOptions({
      networkMode: 'always',
      onSuccess: (decided) => ended(outcomeOf('undone', decided, decided)),
      onError: async (refused) => {
        if (faultOf(refused) === 'conflict') await ended({ kind: 'conflict' });
      },
    }),
  );
  return {
    isPending,
    fault: error && !isPending ? faultOf(error) : null,
    undo: () => {
      if (!isPending) mutate({ commandId, decisionId });
    },
  };
}
