import { Button } from '@lantern/ui/button';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { faultOf } from '../../shared/api/fault.ts';
import { useTRPC } from '../../shared/api/trpc.ts';
import { newCommandId } from '../../shared/command-id.ts';
import { useLanguage } from '../../shared/i18n/language.ts';
import { SureFrame } from '../../shared/sure-frame.tsx';
import { usePartnerCommand } from './use-partner-command.ts';

/** Ends a partner, or takes that back; asked before it is done. */
export function EndPartner({ id, ended }: { id: string; ended: boolean }) {
  const { t } = useLanguage();
  const trpc = useTRPC();
  const { reread } = usePartnerCommand();
  // Made when the person acted: pressing again after a lost answer does nothing twice.
  const [commandId, setCommandId] = useState<string | null>(null);
  const options = {
    networkMode: 'always' as const,
    onSuccess: async () => {
      setCommandId(null);
      await reread();
    },
  };
  const end = useMutation(trpc.partners.end.mutationOptions(options));
  const reopen = useMutation(trpc.partners.reopen.mutationOptions(options));
  const act = ended ? reopen : end;
  const action = t(ended ? 'partners.reopen' : 'partners.end');
  if (commandId === null) {
    return (
      <Button
        type="button"
        look={ended ? 'quiet' : 'danger'}
        onClick={() => setCommandId(newCommandId())}
      >
        {action}
      </Button>
    );
  }
  return (
    <SureFrame
      question={t(ended ? 'partners.reopen-sure' : 'partners.end-sure')}
      action={action}
      acting={t('partners.acting')}
      danger={!ended}
      isPending={act.isPending}
      fault={act.isError ? faultOf(act.error) : null}
      onAct={() => act.mutate({ commandId, id })}
      onClose={() => {
        act.reset();
        setCommandId(null);
      }}
    >
      <p>{t(ended ? 'partners.reopen-means' : 'partners.ended-means')}</p>
    </SureFrame>
  );
}
