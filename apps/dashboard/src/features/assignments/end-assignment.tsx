import { ASSIGNMENT_ENDS } from '@lantern/schemas/readiness-items';
import { Select } from '@lantern/ui/select';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { faultOf } from '../../shared/api/fault.ts';
import { useTRPC } from '../../shared/api/trpc.ts';
import { useLanguage } from '../../shared/i18n/language.ts';
import { SureAct } from '../../shared/sure-act.tsx';
import { useAssignmentCommand } from './use-assignments.ts';

/** Takes a city or a region back; within seconds the person reaches it no more. */
export function EndAssignment({ id, who }: { id: string; who: string }) {
  const { t } = useLanguage();
  const trpc = useTRPC();
  const { reread } = useAssignmentCommand();
  const [reason, setReason] = useState<(typeof ASSIGNMENT_ENDS)[number]>('asked-for-it');
  const act = useMutation(
    trpc.assignments.end.mutationOptions({ networkMode: 'always', onSuccess: reread }),
  );
  return (
    <SureAct
      danger
      action={t('team.end')}
      question={t('team.end-sure', { who })}
      isPending={act.isPending}
      fault={act.error && !act.isPending ? faultOf(act.error) : null}
      onAct={(commandId) => act.mutate({ commandId, id, reason })}
      onClose={() => act.reset()}
    >
      <p>{t('team.end-text')}</p>
      <Select
        id={`end-${id}`}
        label={t('team.reason')}
        value={reason}
        onChange={(event) =>
          setReason(ASSIGNMENT_ENDS.find((known) => known === event.target.value) ?? 'other')
        }
      >
        {ASSIGNMENT_ENDS.map((known) => (
          <option key={known} value={known}>
            {t(`team.reason-${known}`)}
          </option>
        ))}
      </Select>
    </SureAct>
  );
}
