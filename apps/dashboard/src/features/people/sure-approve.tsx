import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { faultOf } from '../../shared/api/fault.ts';
import { useTRPC } from '../../shared/api/trpc.ts';
import { newCommandId } from '../../shared/command-id.ts';
import { useLanguage } from '../../shared/i18n/language.ts';
import { SureFrame } from '../../shared/sure-frame.tsx';
import { Trouble } from '../../shared/trouble.tsx';
import type { Request } from './people.ts';
import { requestTitle } from './request-words.ts';
import { useReread } from './use-reread.ts';

/** The second person's word; whoever gives it should have heard the first one's voice. */
export function SureApprove({ request, onClose }: { request: Request; onClose: () => void }) {
  const language = useLanguage();
  const { t } = language;
  const trpc = useTRPC();
  const reread = useReread();
  const [commandId] = useState(() => newCommandId());
  const approve = useMutation(
    trpc.approvals.decide.mutationOptions({
      networkMode: 'always',
      onSuccess: onClose,
      onSettled: reread,
    }),
  );
  const fault = approve.error && !approve.isPending ? faultOf(approve.error) : null;
  return (
    <SureFrame
      question={requestTitle(request, language)}
      action={t('requests.approve')}
      acting={t('requests.approving')}
      isPending={approve.isPending}
      fault={fault === 'conflict' ? null : fault}
      onAct={() => approve.mutate({ commandId, id: request.id, verdict: 'approved' })}
      onClose={onClose}
    >
      <p>{t('requests.sure', { who: request.requestedBy ?? t('requests.somebody') })}</p>
      {fault === 'conflict' && <Trouble text={t('requests.conflict')} />}
    </SureFrame>
  );
}
