import type { Locale } from '@lantern/schemas/locale';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { useNavigate } from 'react-router';
import { useTRPC } from '../../shared/api/trpc.ts';
import { commandFor, type KeptCommand } from '../../shared/command-for.ts';
import { newCommandId } from '../../shared/command-id.ts';
import { textsPath } from '../../shared/paths.ts';
import { toldOf } from './drafted.ts';
import { useNamedEdition } from './use-texts.ts';

/** What a person writes of a text. */
export interface DraftWords {
  title: string;
  addressee: string;
  body: string;
}

/** Saves a new version and goes back to the texts, which then tell of it. */
export function useDraft(locale: Locale) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const edition = useNamedEdition();
  const kept = useRef<KeptCommand | null>(null);
  const create = useMutation(
    trpc.petition.draft.mutationOptions({
      // Without a network it says so, and the words stay here to be saved later.
      networkMode: 'always',
      onSuccess: async ({ id }) => {
        await queries.invalidateQueries({ queryKey: trpc.petition.pathKey() });
        await navigate(textsPath(edition), { state: toldOf(id) });
      },
    }),
  );
  const save = (words: DraftWords) => {
    kept.current = commandFor(kept.current, JSON.stringify(words), newCommandId);
    create.mutate({
      commandId: kept.current.commandId,
      locale,
      ...words,
      ...(edition !== null && { edition }),
    });
  };
  return { create, save };
}
