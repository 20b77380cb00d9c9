import { createContext, use } from 'react';
import type { Translate } from '../../shared/i18n/translate.ts';
import type en from './locales/en.json';

/** The words of the pages after the form, in the page's language. */
export type StepWords = Translate<keyof typeof en>;

/** Provided by both entries; null on pages that do not load these words, the form's own among them. */
export const StepWordsContext = createContext<StepWords | null>(null);

/** What a signer reads from "check your mail" on; whoever only reads or signs does not load it. */
export function useStepWords(): StepWords {
  const words = use(StepWordsContext);
  if (!words) throw new Error('no step words were provided');
  return words;
}
