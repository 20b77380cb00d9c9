import type { NewsState } from '@lantern/schemas/news-terms';
import { useLanguage } from '../../shared/i18n/language.ts';
import { STATE_MARKS, STATE_WORDS } from './news.ts';

/** In a word, how news stands. */
export function StateWord({ state }: { state: NewsState }) {
  const { t } = useLanguage();
  return (
    <strong className={`whitespace-nowrap ${state === 'sending' ? 'text-accent' : ''}`}>
      <span aria-hidden>{STATE_MARKS[state]} </span>
      {t(STATE_WORDS[state])}
    </strong>
  );
}
