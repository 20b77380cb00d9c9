import { useMutation } from '@tanstack/react-query';
import { faultOf } from '../../shared/api/fault.ts';
import { useTRPC } from '../../shared/api/trpc.ts';
import { useLanguage } from '../../shared/i18n/language.ts';
import { SureAct } from '../../shared/sure-act.tsx';
import { calledBy, useAssignmentCommand, type CityPerson } from './use-assignments.ts';

/** Makes a deputy the coordinator; whoever was it stays as a deputy. */
export function TakeOver({ person }: { person: CityPerson }) {
  const { t } = useLanguage();
  const trpc = useTRPC();
  const { reread } = useAssignmentCommand();
  const act = useMutation(
    trpc.assignments.takeOver.mutationOptions({ networkMode: 'always', onSuccess: reread }),
  );
  return (
    <SureAct
      action={t('team.take-over')}
      question={t('team.take-over-sure', { who: calledBy(person) })}
      isPending={act.isPending}
      fault={act.error && !act.isPending ? faultOf(act.error) : null}
      onAct={(commandId) => act.mutate({ commandId, id: person.id })}
      onClose={() => act.reset()}
    >
      <p>{t('team.take-over-text')}</p>
    </SureAct>
  );
}
