import { Button } from '@lantern/ui/button';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useLanguage } from '../../shared/i18n/language.ts';
import { registerPasskey, signIn } from './ceremonies.ts';
import { CeremonyNotice } from './ceremony-notice.tsx';
import { PasskeyForm } from './passkey-form.tsx';
import { useCeremony } from './use-ceremony.ts';

/**
 * Adds a passkey. A session that is not young proves itself with a passkey first, so that a stolen
 * one cannot settle in.
 */
export function AddPasskey({ freshUntil }: { freshUntil: string | null }) {
  const { t } = useLanguage();
  const queries = useQueryClient();
  const [open, setOpen] = useState(false);
  const { running, fault, run } = useCeremony();
  const start = async () => {
    const fresh = freshUntil !== null && Date.parse(freshUntil) - Date.now() > 60_000;
    if (!fresh && !(await run(() => signIn()))) return;
    if (!fresh) await queries.invalidateQueries();
    setOpen(true);
  };
  const made = () => {
    setOpen(false);
    void queries.invalidateQueries();
  };
  if (open) {
    return (
      <div className="mt-6 max-w-[26rem] rounded-card border border-line bg-raised p-5">
        <PasskeyForm
          action={t('second.action')}
          make={(name) => registerPasskey({ name })}
          onMade={made}
        />
        <Button type="button" look="quiet" className="mt-3 w-full" onClick={() => setOpen(false)}>
          {t('state.cancel')}
        </Button>
      </div>
    );
  }
  return (
    <div className="mt-5 grid max-w-reading justify-items-start gap-4">
      {fault && <CeremonyNotice fault={fault} />}
      <Button type="button" aria-disabled={running} onClick={() => void start()}>
        {running ? t('passkey.waiting') : t('account.add')}
      </Button>
    </div>
  );
}
