import type { AppRouter } from '@lantern/server/app-router';
import { toDayTime, type DayClock } from '@lantern/schemas/day-clock';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { inferRouterOutputs } from '@trpc/server';
import { useEffect, useRef, useState } from 'react';
import { faultOf, type Fault } from '../../shared/api/fault.ts';
import { useTRPC, useTRPCClient } from '../../shared/api/trpc.ts';
import { commandFor, type KeptCommand } from '../../shared/command-for.ts';
import { newCommandId } from '../../shared/command-id.ts';
import { useDayReading } from '../../shared/use-day-reading.ts';

export type AlarmList = inferRouterOutputs<AppRouter>['alarms']['list'];
/** An alarm, open or ended. */
export type Alarm = AlarmList['open'][number];

/** All alarms of an edition, kept current; null: of the current one. */
export function useAlarms(edition: string | null) {
  const client = useTRPCClient();
  return useDayReading<AlarmList>({
    name: 'alarms',
    edition,
    read: () => client.alarms.list.query({ ...(edition !== null && { edition }) }),
  });
}

/** Minutes are shown: looked at more often than this only for a clock of its own, ms. */
const TICK_MS = 5_000;

/** What time it is on the day, ms. */
export function useNow(clock: DayClock | null): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), clock ? 1_000 : TICK_MS);
    return () => clearInterval(timer);
  }, [clock]);
  return toDayTime(clock, now);
}

type Act = 'acknowledge' | 'release' | 'settle' | 'recordCall';

/** What an act on one alarm is done with: once, however often it is pressed. */
export function useAlarmAct<A extends Act>(act: A) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const kept = useRef<KeptCommand | null>(null);
  const options = {
    // Without a network it says so; nothing goes out later, unseen.
    networkMode: 'always' as const,
    onSettled: () => queries.invalidateQueries({ queryKey: ['alarms'] }),
  };
  const acts = {
    acknowledge: useMutation(trpc.alarms.acknowledge.mutationOptions(options)),
    release: useMutation(trpc.alarms.release.mutationOptions(options)),
    settle: useMutation(trpc.alarms.settle.mutationOptions(options)),
    recordCall: useMutation(trpc.alarms.recordCall.mutationOptions(options)),
  };
  const { isPending, error, reset } = acts[act];
  const fault: Fault | null = error && !isPending ? faultOf(error) : null;
  return {
    ...acts[act],
    isPending,
    fault,
    reset,
    /** The id for these words: the same again for the same words. */
    commandIdFor: (body: object): string => {
      kept.current = commandFor(kept.current, JSON.stringify(body), newCommandId);
      return kept.current.commandId;
    },
  };
}
