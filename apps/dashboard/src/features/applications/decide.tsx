import { KEPT } from '@lantern/schemas/retention';
import { MAY_ACCEPT_APPLICATIONS } from '@lantern/schemas/application-roles';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useNavigate } from 'react-router';
import { faultOf } from '../../shared/api/fault.ts';
import { useTRPC } from '../../shared/api/trpc.ts';
import { AskedNotice } from '../../shared/asked-notice.tsx';
import { useLanguage } from '../../shared/i18n/language.ts';
import { InvitationLink } from '../../shared/invitation-link.tsx';
import { PATHS } from '../../shared/paths.ts';
import { SureAct } from '../../shared/sure-act.tsx';
import { useApplicationCommand, type OpenedApplication } from './use-applications.ts';

/** What becomes of an offer. Letting in is for administrators, with a second of them where there are two. */
export function Decide({ application }: { application: OpenedApplication }) {
  const trpc = useTRPC();
  const me = useQuery(trpc.auth.me.queryOptions());
  const mayAccept = me.data ? MAY_ACCEPT_APPLICATIONS.includes(me.data.role) : false;
  const { state, enrolled } = application;
  return (
    <div className="max-w-reading">
      <Standing application={application} mayAccept={mayAccept} />
      <div className="mt-4 flex flex-wrap items-start gap-3">
        {mayAccept && (state === 'confirmed' || (state === 'approved' && !enrolled)) && (
          <Accept application={application} />
        )}
        {state === 'confirmed' && <Refuse id={application.id} />}
        {mayAccept && <Erase id={application.id} />}
      </div>
    </div>
  );
}

interface StandingProps {
  application: OpenedApplication;
  mayAccept: boolean;
}

/** Where it stands, and who decided when. */
function Standing({ application, mayAccept }: StandingProps) {
  const { t, locale } = useLanguage();
  const { state, enrolled, decidedAt, decidedBy } = application;
  if (state === 'confirmed' || state === 'applied')
    return <p>{t(mayAccept ? 'applications.waits' : 'applications.waits-for-admin')}</p>;
  const time = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeStyle: 'short' });
  return (
    <p>
      {t(enrolled ? 'applications.is-enrolled' : `applications.is-${state}`, {
        who: decidedBy ?? t('requests.somebody'),
        time: decidedAt ? time.format(new Date(decidedAt)) : '',
        days: KEPT.decidedApplicationDays,
      })}
    </p>
  );
}

function Accept({ application: { id, email, state } }: { application: OpenedApplication }) {
  const { t } = useLanguage();
  const trpc = useTRPC();
  const { reread } = useApplicationCommand();
  const accept = useMutation(trpc.applications.accept.mutationOptions({ networkMode: 'always' }));
  const done = () => {
    accept.reset();
    void reread();
  };
  if (accept.data?.state === 'requested') return <AskedNotice asked={accept.data} onDone={done} />;
  if (accept.data) return <InvitationLink {...accept.data} email={email} onDone={done} />;
  const again = state === 'approved';
  return (
    <SureAct
      action={t(again ? 'applications.accept-again' : 'applications.accept')}
      question={t('applications.accept-sure')}
      isPending={accept.isPending}
      fault={accept.error && !accept.isPending ? faultOf(accept.error) : null}
      onAct={(commandId) => accept.mutate({ commandId, id })}
      onClose={() => accept.reset()}
    >
      <p>{t('applications.accept-text')}</p>
    </SureAct>
  );
}

function Refuse({ id }: { id: string }) {
  const { t } = useLanguage();
  const trpc = useTRPC();
  const { reread } = useApplicationCommand();
  const refuse = useMutation(
    trpc.applications.refuse.mutationOptions({ networkMode: 'always', onSuccess: reread }),
  );
  return (
    <SureAct
      action={t('applications.refuse')}
      question={t('applications.refuse-sure')}
      isPending={refuse.isPending}
      fault={refuse.error && !refuse.isPending ? faultOf(refuse.error) : null}
      onAct={(commandId) => refuse.mutate({ commandId, id })}
      onClose={() => refuse.reset()}
    >
      <p>{t('applications.refuse-text', { days: KEPT.decidedApplicationDays })}</p>
    </SureAct>
  );
}

function Erase({ id }: { id: string }) {
  const { t } = useLanguage();
  const trpc = useTRPC();
  const navigate = useNavigate();
  const erase = useMutation(
    trpc.applications.erase.mutationOptions({
      networkMode: 'always',
      onSuccess: () => void navigate(PATHS.applications, { replace: true }),
    }),
  );
  return (
    <SureAct
      danger
      action={t('applications.erase')}
      question={t('applications.erase-sure')}
      isPending={erase.isPending}
      fault={erase.error && !erase.isPending ? faultOf(erase.error) : null}
      onAct={(commandId) => erase.mutate({ commandId, id })}
      onClose={() => erase.reset()}
    >
      <p>{t('applications.erase-text')}</p>
    </SureAct>
  );
}
