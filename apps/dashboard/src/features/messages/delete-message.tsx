import { Button } from '@lantern/ui/button';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { useLanguage } from '../../shared/i18n/language.ts';
import { PATHS } from '../../shared/paths.ts';
import { SureFrame } from '../../shared/sure-frame.tsx';
import { useAct } from './use-messages.ts';

/** Deletes a message for good, after asking; then leads to the list. */
export function DeleteMessage({ id }: { id: string }) {
  const { t } = useLanguage();
  const navigate = useNavigate();
  const [asking, setAsking] = useState(false);
  const { press, isPending, fault } = useAct(id, 'delete', () => {
    void navigate(PATHS.messages, { replace: true });
  });
  return (
    <div className="mt-12 border-t border-line pt-6">
      {!asking && (
        <Button type="button" look="danger" onClick={() => setAsking(true)}>
          {t('messages.delete')}
        </Button>
      )}
      {asking && (
        <SureFrame
          danger
          question={t('messages.delete-sure')}
          action={t('messages.delete')}
          acting={t('messages.changing')}
          {...{ isPending, fault }}
          onAct={press}
          onClose={() => setAsking(false)}
        >
          <p>{t('messages.delete-text')}</p>
        </SureFrame>
      )}
    </div>
  );
}
