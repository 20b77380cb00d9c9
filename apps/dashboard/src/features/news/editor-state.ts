import type { NewsText } from './news.ts';

/** What a person types. */
export interface Words {
  subject: string;
  body: string;
}

/** Words in one language as they are being written. */
export interface Editing {
  words: Words;
  /** What they started from, and when that was written; null: nobody wrote yet. */
  base: Words & { updatedAt: string | null };
}

/** Own words begin as what is stored. */
export const startEditing = ({ subject, body, updatedAt }: NewsText): Editing => ({
  words: { subject, body },
  base: { subject, body, updatedAt },
});

/** The server drops blanks at the ends: they alone are no change. */
export const isUnsaved = ({ words, base }: Editing): boolean =>
  words.subject.trim() !== base.subject.trim() || words.body.trim() !== base.body.trim();

/** Others saved since. Times of one text only grow, so an answer that is older than ours says nothing. */
export const isOvertaken = ({ base }: Editing, text: NewsText): boolean =>
  (text.updatedAt ?? '') > (base.updatedAt ?? '');

/** What the server has now; own words are kept only where they were not saved. */
export function follow(editing: Editing, text: NewsText): Editing {
  return isOvertaken(editing, text) && !isUnsaved(editing) ? startEditing(text) : editing;
}

/** Own words stay, knowing what the others saved. */
export const keepOwn = ({ words }: Editing, text: NewsText): Editing => ({
  words,
  base: startEditing(text).base,
});
