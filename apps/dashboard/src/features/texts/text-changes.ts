import type { Locale } from '@lantern/schemas/locale';
import { diffWordsWithSpace } from 'diff';

/** A stretch of text that is in both versions, or in one of them. */
export interface Stretch {
  kind: 'same' | 'added' | 'removed';
  text: string;
}

/** What makes `to` of `from`, word by word, as the language parts words. */
export function changesBetween(from: string, to: string, language: Locale): Stretch[] {
  const intlSegmenter = new Intl.Segmenter(language, { granularity: 'word' });
  return diffWordsWithSpace(from, to, { intlSegmenter }).map(({ added, removed, value }) => ({
    kind: added ? 'added' : removed ? 'removed' : 'same',
    text: value,
  }));
}
