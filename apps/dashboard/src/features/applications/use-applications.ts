import type { AppRouter } from '@lantern/server/app-router';
import { useQueryClient } from '@tanstack/react-query';
import type { inferRouterOutputs } from '@trpc/server';
import { useRef } from 'react';
import { useTRPC } from '../../shared/api/trpc.ts';
import { commandFor, type KeptCommand } from '../../shared/command-for.ts';
import { newCommandId } from '../../shared/command-id.ts';

type Applications = inferRouterOutputs<AppRouter>['applications'];
export type ListedApplication = Applications['list'][number];
export type OpenedApplication = Applications['read'];

/** What every command about applications does afterwards, and an id that stays while its words do. */
export function useApplicationCommand() {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const kept = useRef<KeptCommand | null>(null);
  return {
    reread: () => queries.invalidateQueries({ queryKey: trpc.applications.pathKey() }),
    idFor: (body: object): string => {
      kept.current = commandFor(kept.current, JSON.stringify(body), newCommandId);
      return kept.current.commandId;
    },
  };
}
