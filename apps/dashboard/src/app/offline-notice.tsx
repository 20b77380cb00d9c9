import { Notice } from '@lantern/ui/notice';
import { useSyncExternalStore } from 'react';
import { useLanguage } from '../shared/i18n/language.ts';

function subscribe(changed: () => void): () => void {
  window.addEventListener('online', changed);
  window.addEventListener('offline', changed);
  return () => {
    window.removeEventListener('online', changed);
    window.removeEventListener('offline', changed);
  };
}

/** Says so when this device has no network at all. */
export function OfflineNotice() {
  const { t } = useLanguage();
  const online = useSyncExternalStore(subscribe, () => navigator.onLine);
  return (
    <div aria-live="polite" className="mx-auto max-w-page px-5 md:px-8">
      {!online && (
        <Notice tone="warm" className="mb-4">
          {t('state.offline')}
        </Notice>
      )}
    </div>
  );
}
