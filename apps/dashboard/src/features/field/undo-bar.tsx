import { useState } from 'react';
import { isDue } from './queue.ts';
import type { Item } from './store.ts';
import { useWords } from './words.ts';

interface Props {
  items: readonly Item[];
  now: number;
  undo: (commandId: string) => Promise<boolean>;
}

/** While an outcome is held back: what leaves, when, and the way back. */
export function UndoBar({ items, now, undo }: Props) {
  const { t } = useWords();
  const [late, setLate] = useState(false);
  const held = items.find((item) => item.refused === null && !isDue(item, now));
  if (!held && !late) return null;
  const take = async (commandId: string) => setLate(!(await undo(commandId)));
  if (!held || !('outcome' in held.command) || held.sendAfter === null)
    return late ? <output>{t('undo.late')}</output> : null;
  const seconds = Math.ceil((held.sendAfter - now) / 1_000);
  return (
    <div className="flex flex-wrap items-center gap-3 rounded-card border-[1.5px] border-accent bg-flame-soft px-4 py-2.5">
      <p className="min-w-0 flex-1 leading-snug tabular">
        {t('undo.text', { what: t(`outcome.${held.command.outcome}`), seconds })}
      </p>
      <button
        type="button"
        onClick={() => void take(held.commandId)}
        className="min-h-14 rounded-control border-2 border-accent px-6 text-lg font-semibold"
      >
        {t('undo.action')}
      </button>
    </div>
  );
}
