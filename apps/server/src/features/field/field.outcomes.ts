import type { Outcome } from '@lantern/schemas/action';
import type { FieldWord } from './field.fold.ts';

/** What stands as an action's outcome. */
export interface Standing {
  outcome: Outcome;
  /** The command that says so. */
  commandId: string;
  /** When it came about, by the edition's clock, ms: of a correction, when what it corrects did. */
  at: number;
  /** Commands that disagree about it. */
  disputed: readonly string[];
}

/** Staff speak with one voice. */
const STAFF = '';

/**
 * An action's outcome, from all that was said, in order: what staff set clears what was said before it; after that
 * each person's latest word counts. Two that differ are disputed, and the latest stands until staff settle it.
 */
export function standingOf(said: readonly FieldWord[], actionId: string): Standing | null {
  const all = said.filter((word) => word.actionId === actionId && word.outcome !== null);
  const cleared = all.findLastIndex(({ kind }) => kind === 'override');
  const words = all.slice(Math.max(cleared, 0));
  const latest = new Map<string, FieldWord>();
  for (const word of words) latest.set(word.kind === 'override' ? STAFF : word.speaker, word);
  const last = words.at(-1);
  if (!last?.outcome) return null;
  const standing = [...latest.values()];
  const differ = new Set(standing.map(({ outcome }) => outcome)).size > 1;
  return {
    outcome: last.outcome,
    commandId: last.id,
    at: firstSaid(last, said).at,
    disputed: differ ? standing.map(({ id }) => id) : [],
  };
}

/** What a correction corrects, to the beginning. */
function firstSaid(word: FieldWord, said: readonly FieldWord[]): FieldWord {
  let first = word;
  for (const _each of said) {
    const before = said.find(({ id }) => id === first.corrects);
    if (!before) break;
    first = before;
  }
  return first;
}
