import { useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { useTRPC } from '../../shared/api/trpc.ts';
import { commandFor, type KeptCommand } from '../../shared/command-for.ts';
import { newCommandId } from '../../shared/command-id.ts';

/** What every command about partners does afterwards, and an id that stays while its words do. */
export function usePartnerCommand() {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const kept = useRef<KeptCommand | null>(null);
  return {
    reread: () => queries.invalidateQueries({ queryKey: trpc.partners.pathKey() }),
    idFor: (body: object): string => {
      kept.current = commandFor(kept.current, JSON.stringify(body), newCommandId);
      return kept.current.commandId;
    },
  };
}
