import type { AppRouter } from '@lantern/server/app-router';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { inferRouterOutputs } from '@trpc/server';
import { useState } from 'react';
import { faultOf } from '../../shared/api/fault.ts';
import { useTRPC } from '../../shared/api/trpc.ts';
import { newCommandId } from '../../shared/command-id.ts';

type Contact = inferRouterOutputs<AppRouter>['contact'];
export type ListedMessage = Contact['list']['messages'][number];
export type OpenedMessage = Contact['read'];

/** What is done with a message by one press; once, however often it is pressed. */
export function useAct(id: string, act: 'settle' | 'reopen' | 'delete', onDone?: () => void) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [commandId, setCommandId] = useState(newCommandId);
  const options = {
    // Without a network it says so; nothing goes out later, unseen.
    networkMode: 'always' as const,
    onSuccess: async () => {
      onDone?.();
      setCommandId(newCommandId());
      const all = act === 'delete' ? trpc.contact.list.pathKey() : trpc.contact.pathKey();
      await queries.invalidateQueries({ queryKey: all });
      await queries.invalidateQueries({ queryKey: trpc.contact.waiting.queryKey() });
    },
  };
  const mutations = {
    settle: useMutation(trpc.contact.settle.mutationOptions(options)),
    reopen: useMutation(trpc.contact.reopen.mutationOptions(options)),
    delete: useMutation(trpc.contact.delete.mutationOptions(options)),
  };
  const { mutate, isPending, error } = mutations[act];
  return {
    press: () => {
      if (!isPending) mutate({ commandId, id });
    },
    isPending,
    fault: error && !isPending ? faultOf(error) : null,
  };
}
