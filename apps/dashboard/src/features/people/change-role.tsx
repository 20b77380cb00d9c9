import { INVITABLE_ROLES } from '@lantern/schemas/role';
import { useMutation } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { faultOf } from '../../shared/api/fault.ts';
import { useTRPC } from '../../shared/api/trpc.ts';
import { commandFor, type KeptCommand } from '../../shared/command-for.ts';
import { newCommandId } from '../../shared/command-id.ts';
import { useLanguage } from '../../shared/i18n/language.ts';
import { SureFrame } from '../../shared/sure-frame.tsx';
import { Trouble } from '../../shared/trouble.tsx';
import type { TaskProps } from './freeze.tsx';
import { isWhole, RoleFields, type Grant } from './role-fields.tsx';
import { useReread } from './use-reread.ts';

/** Gives somebody another role, or asks a second person for it. */
export function ChangeRole({ person, onDone, onClose }: TaskProps) {
  const { t } = useLanguage();
  const trpc = useTRPC();
  const reread = useReread();
  const kept = useRef<KeptCommand | null>(null);
  const [grant, setGrant] = useState<Grant>({
    role: INVITABLE_ROLES.find((role) => role === person.role) ?? 'observer',
  });
  const [partnerFault, setPartnerFault] = useState(false);
  const change = useMutation(
    trpc.auth.changeRole.mutationOptions({
      networkMode: 'always',
      onSuccess: async (asked) => {
        await reread();
        onDone(asked);
      },
    }),
  );
  const fault = change.error && !change.isPending ? faultOf(change.error) : null;
  const send = () => {
    setPartnerFault(!isWhole(grant));
    if (!isWhole(grant)) return;
    const body = { accountId: person.id, ...grant };
    kept.current = commandFor(kept.current, JSON.stringify(body), newCommandId);
    change.mutate({ commandId: kept.current.commandId, ...body });
  };
  return (
    <SureFrame
      question={t('people.role-sure', { email: person.email })}
      action={t('people.change-role')}
      acting={t('people.changing')}
      isPending={change.isPending}
      fault={fault === 'conflict' ? null : fault}
      onAct={send}
      onClose={onClose}
    >
      <p>{t('people.role-told')}</p>
      <RoleFields id="change" grant={grant} onChange={setGrant} partnerFault={partnerFault} />
      {fault === 'conflict' && <Trouble text={t('people.role-conflict')} />}
    </SureFrame>
  );
}
