import { useMutation } from '@tanstack/react-query';
import { faultOf } from '../../shared/api/fault.ts';
import { useTRPC } from '../../shared/api/trpc.ts';
import { AskedNotice } from '../../shared/asked-notice.tsx';
import { useLanguage } from '../../shared/i18n/language.ts';
import { InvitationLink } from '../../shared/invitation-link.tsx';
import { SureAct } from '../../shared/sure-act.tsx';
import { calledBy, type CityPerson } from './use-assignments.ts';

/** For a phone that was lost: a new way in, by two who know the voice. */
export function Reinvite({ person }: { person: CityPerson }) {
  const { t } = useLanguage();
  const trpc = useTRPC();
  const act = useMutation(trpc.assignments.reinvite.mutationOptions({ networkMode: 'always' }));
  const done = () => act.reset();
  if (act.data?.state === 'requested') return <AskedNotice asked={act.data} onDone={done} />;
  if (act.data) return <InvitationLink {...act.data} email={person.email} onDone={done} />;
  return (
    <SureAct
      action={t('team.reinvite')}
      question={t('team.reinvite-sure', { who: calledBy(person) })}
      isPending={act.isPending}
      fault={act.error && !act.isPending ? faultOf(act.error) : null}
      onAct={(commandId) => act.mutate({ commandId, id: person.id })}
      onClose={done}
    >
      <p>{t('team.reinvite-text')}</p>
    </SureAct>
  );
}
