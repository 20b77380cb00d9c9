import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { faultOf, wordsOf, type Fault } from '../../shared/api/fault.ts';
import { useTRPC } from '../../shared/api/trpc.ts';
import { newCommandId } from '../../shared/command-id.ts';
import type { MessageId } from '../../shared/i18n/language.ts';
import { useReread } from './use-reread.ts';

/** What can be done about one request; each is one command, however often it is pressed. */
export function useRequest(id: string) {
  const trpc = useTRPC();
  const reread = useReread();
  const [ids] = useState(() => ({
    refuse: newCommandId(),
    withdraw: newCommandId(),
    collect: newCommandId(),
  }));
  const settled = { networkMode: 'always', onSettled: reread } as const;
  const decide = useMutation(trpc.approvals.decide.mutationOptions(settled));
  const takeBack = useMutation(trpc.approvals.withdraw.mutationOptions(settled));
  const fetchLink = useMutation(trpc.approvals.collect.mutationOptions(settled));
  const all = [decide, takeBack, fetchLink];
  const isPending = all.some((one) => one.isPending);
  const failed = all.find(({ error }) => error)?.error;
  const unlessBusy = (act: () => void) => () => {
    if (!isPending) act();
  };
  return {
    isPending,
    fault: failed && !isPending ? requestFault(faultOf(failed)) : null,
    refuse: unlessBusy(() => decide.mutate({ commandId: ids.refuse, id, verdict: 'refused' })),
    withdraw: unlessBusy(() => takeBack.mutate({ commandId: ids.withdraw, id })),
    collect: unlessBusy(() => fetchLink.mutate({ commandId: ids.collect, id })),
    collected: fetchLink.data ?? null,
    forget: () => fetchLink.reset(),
  };
}

/** Somebody else was faster, it ran out, or whose it was has been shut out. */
const requestFault = (fault: Fault): MessageId =>
  fault === 'conflict' ? 'requests.conflict' : wordsOf(fault);
