import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { faultOf } from '../../shared/api/fault.ts';
import { useTRPC } from '../../shared/api/trpc.ts';
import { newCommandId } from '../../shared/command-id.ts';

/** What is done with a whole news by one press. */
type Change = 'pause' | 'resume' | 'stop' | 'remove';

/**
 * Does it once however often it is pressed, and reads everything again. A `conflict` means that it is no longer as
 * shown: it is read again, and there is nothing more to say.
 */
export function useChange(newsId: string, change: Change, onDone?: () => void) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [commandId, setCommandId] = useState(newCommandId);
  const reread = () => queries.invalidateQueries({ queryKey: trpc.news.pathKey() });
  const options = {
    networkMode: 'always' as const,
    onSuccess: async () => {
      onDone?.();
      setCommandId(newCommandId());
      if (change !== 'remove') await reread();
    },
    onError: (error: unknown) => (faultOf(error) === 'conflict' ? reread() : undefined),
  };
  const mutations = {
    pause: useMutation(trpc.news.pause.mutationOptions(options)),
    resume: useMutation(trpc.news.resume.mutationOptions(options)),
    stop: useMutation(trpc.news.stop.mutationOptions(options)),
    remove: useMutation(trpc.news.remove.mutationOptions(options)),
  };
  const { mutate, isPending, error } = mutations[change];
  return {
    press: () => {
      if (!isPending) mutate({ commandId, newsId });
    },
    isPending,
    fault: error && !isPending ? faultOf(error) : null,
  };
}
