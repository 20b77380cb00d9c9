import type { AppRouter } from '@lantern/server/app-router';
import { useQueryClient } from '@tanstack/react-query';
import type { inferRouterOutputs } from '@trpc/server';
import { useRef } from 'react';
import { useTRPC } from '../../shared/api/trpc.ts';
import { commandFor, type KeptCommand } from '../../shared/command-for.ts';
import { newCommandId } from '../../shared/command-id.ts';

type Assignments = inferRouterOutputs<AppRouter>['assignments'];
/** A city with its people, as staff see it. */
export type CityWithPeople = Assignments['list']['cities'][number];
export type CityPerson = CityWithPeople['people'][number];
export type Lead = Assignments['list']['leads'][number];
/** One's own city, and what of the list is done. */
export type OwnCity = Assignments['mine']['cities'][number];

/** How a person is called here: by the name they gave themselves, else by their address. */
export const calledBy = ({ name, email }: { name: string | null; email: string }): string =>
  name ?? email;

/** What every command about assignments does afterwards, and an id that stays while its words do. */
export function useAssignmentCommand() {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const kept = useRef<KeptCommand | null>(null);
  return {
    reread: () => queries.invalidateQueries({ queryKey: trpc.assignments.pathKey() }),
    idFor: (body: object): string => {
      kept.current = commandFor(kept.current, JSON.stringify(body), newCommandId);
      return kept.current.commandId;
    },
  };
}
