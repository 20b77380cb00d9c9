import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { faultOf, type Fault } from '../../shared/api/fault.ts';
import { useTRPC } from '../../shared/api/trpc.ts';
import { commandFor, type KeptCommand } from '../../shared/command-for.ts';
import { newCommandId } from '../../shared/command-id.ts';
import {
  follow,
  isOvertaken,
  isUnsaved,
  keepOwn,
  startEditing,
  type Words,
} from './editor-state.ts';
import type { NewsText } from './news.ts';

export interface Editor {
  words: Words;
  unsaved: boolean;
  /** Others saved meanwhile what would be overwritten unseen. */
  overtaken: boolean;
  isPending: boolean;
  error: unknown;
  fault: Fault | null;
  change: (part: Partial<Words>) => void;
  save: () => void;
  /** Gives up the own words for the others'. */
  take: () => void;
  /** Keeps the own words, having seen the others'. */
  keep: () => void;
}

/** Words in one language as a person types them, beside what is saved. */
export function useEditor(newsId: string, text: NewsText): Editor {
  const [typed, setEditing] = useState(() => startEditing(text));
  const editing = follow(typed, text);
  const { words, base } = editing;
  const write = useWrite((written, updatedAt) =>
    setEditing((before) => ({ ...before, base: { ...written, updatedAt } })),
  );
  const kept = useRef<KeptCommand | null>(null);
  const save = () => {
    if (!isUnsaved(editing) || isOvertaken(editing, text)) return;
    const body = { newsId, locale: text.locale, ...words, seen: base.updatedAt };
    kept.current = commandFor(kept.current, JSON.stringify(body), newCommandId);
    write.mutate({ commandId: kept.current.commandId, ...body });
  };
  const { isPending, error } = write;
  return {
    words,
    unsaved: isUnsaved(editing),
    overtaken: isOvertaken(editing, text),
    isPending,
    error,
    fault: error && !isPending ? faultOf(error) : null,
    change: (part) => setEditing({ base, words: { ...words, ...part } }),
    save,
    take: () => setEditing(startEditing(text)),
    keep: () => setEditing(keepOwn(editing, text)),
  };
}

function useWrite(onWritten: (words: Words, updatedAt: string) => void) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const reread = () => queries.invalidateQueries({ queryKey: trpc.news.pathKey() });
  return useMutation(
    trpc.news.write.mutationOptions({
      // Without a network it says so, and the words stay here to be saved later.
      networkMode: 'always',
      onSuccess: async ({ updatedAt }, { subject, body }) => {
        onWritten({ subject, body }, updatedAt);
        await reread();
      },
      // Somebody was faster: what they saved is shown beside what was typed.
      onError: (error) => (faultOf(error) === 'conflict' ? reread() : undefined),
    }),
  );
}
