import { useSyncExternalStore } from 'react';
import { useWords } from './words.ts';

/** A newer version of the app that waits for a quiet moment. */
export interface Update {
  subscribe: (changed: () => void) => () => void;
  isWaiting: () => boolean;
  /** Takes over and loads the page anew. */
  apply: () => void;
}

/** Says that a newer version is there; nothing is loaded anew under anybody's thumb. */
export function UpdateNotice({ update }: { update: Update }) {
  const { t } = useWords();
  const isWaiting = useSyncExternalStore(update.subscribe, update.isWaiting);
  if (!isWaiting) return null;
  return (
    <output className="flex flex-wrap items-center gap-x-4 text-sm text-muted">
      {t('app.update')}
      <button
        type="button"
        onClick={update.apply}
        className="min-h-touch text-accent underline underline-offset-4"
      >
        {t('app.update-now')}
      </button>
    </output>
  );
}
