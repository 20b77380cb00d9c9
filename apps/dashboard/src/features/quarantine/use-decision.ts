import type { VoidReason } from '@lantern/schemas/quarantine';
import { useMutation } from '@tanstack/react-query';
import { faultOf, type Fault } from '../../shared/api/fault.ts';
import { useTRPC } from '../../shared/api/trpc.ts';
import { outcomeOf, type Decided, type Outcome, type Press } from './causes.ts';
import { useReread } from './use-reread.ts';

interface Decision {
  isPending: boolean;
  /** A fault that leaves the question open; to press again is the same command. */
  fault: Fault | null;
  release: () => void;
  take: (reason: VoidReason) => void;
}

interface Ends {
  onOutcome: (outcome: Outcome) => void;
  /** Closes the question. */
  onClose: () => void;
}

/**
 * Sends what was pressed, once however often, and tells how it ended. The question stays until all that
 * the decision changed is read again, lest what was decided looks undecided for a moment.
 */
export function useDecision(press: Press, { onOutcome, onClose }: Ends): Decision {
  const trpc = useTRPC();
  const reread = useReread();
  const { commandId, selection } = press;
  const ended = async (outcome: Outcome) => {
    onOutcome(outcome);
    await reread(outcome.kind === 'conflict' ? null : outcome);
    onClose();
  };
  const answering = (kind: 'released' | 'voided') => ({
    // Without a network it says so; a decision must not go out later, unseen.
    networkMode: 'always' as const,
    onSuccess: (decided: Decided) => ended(outcomeOf(kind, press, decided)),
    onError: async (error: unknown) => {
      if (faultOf(error) === 'conflict') await ended({ kind: 'conflict' });
    },
  });
  const release = useMutation(trpc.signing.release.mutationOptions(answering('released')));
  const take = useMutation(trpc.signing.void.mutationOptions(answering('voided')));
  const isPending = release.isPending || take.isPending;
  const error = release.error ?? take.error;
  return {
    isPending,
    fault: error && !isPending ? faultOf(error) : null,
    release: () => {
      if (!isPending) release.mutate({ commandId, selection });
    },
    take: (reason) => {
      if (!isPending) take.mutate({ commandId, selection, reason });
    },
  };
}
