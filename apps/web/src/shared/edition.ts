import type { PetitionPhase } from '@lantern/schemas/petition';
import { createContext, use } from 'react';

/** Dates in words, in the edition's zone, written by the server (two ICU versions may differ). */
export interface WrittenDates {
  day: string;
  dayIso: string;
  opens: string;
  closes: string;
  delivers: string;
}

/** What every page knows of the edition it speaks of. */
export interface Edition {
  /** Its slug if the address named it, to be kept in links; null for the current one. */
  asked: string | null;
  /** Its slug. */
  slug: string;
  kind: 'real' | 'rehearsal';
  phase: PetitionPhase;
  /** Names the text this page asks to sign. */
  textHash: string;
  dates: WrittenDates;
}

export const EditionContext = createContext<Edition | null>(null);

/** The edition of the page; the layout of every page but the error pages provides it. */
export function useEdition(): Edition {
  const edition = use(EditionContext);
  if (!edition) throw new Error('no edition was provided');
  return edition;
}
