import { Button } from '@lantern/ui/button';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useLanguage } from '../../shared/i18n/language.ts';
import { PasskeyForm } from './passkey-form.tsx';
import { useNewPasskey } from './use-new-passkey.ts';

/** Adds a passkey. */
export function AddPasskey() {
  const { t } = useLanguage();
  const queries = useQueryClient();
  const make = useNewPasskey();
  const [open, setOpen] = useState(false);
  const made = () => {
    setOpen(false);
    void queries.invalidateQueries();
  };
  if (!open) {
    return (
      <Button type="button" className="mt-5" onClick={() => setOpen(true)}>
        {t('account.add')}
      </Button>
    );
  }
  return (
    <div className="mt-6 max-w-[26rem] rounded-card border border-line bg-raised p-5">
      <PasskeyForm action={t('second.action')} make={make} onMade={made} />
      <Button type="button" look="quiet" className="mt-3 w-full" onClick={() => setOpen(false)}>
        {t('state.cancel')}
      </Button>
    </div>
  );
}
