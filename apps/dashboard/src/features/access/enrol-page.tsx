import { browserSupportsWebAuthn } from '@simplewebauthn/browser';
import { buttonClass } from '@lantern/ui/button';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useLocation, useNavigate } from 'react-router';
import { faultOf, wordsOf } from '../../shared/api/fault.ts';
import { useTRPC } from '../../shared/api/trpc.ts';
import { useLanguage } from '../../shared/i18n/language.ts';
import { PATHS } from '../../shared/paths.ts';
import { Loading } from '../../shared/loading.tsx';
import { Trouble } from '../../shared/trouble.tsx';
import { registerPasskey, signOut } from './ceremonies.ts';
import { CeremonyNotice } from './ceremony-notice.tsx';
import { Entrance } from './entrance.tsx';
import { PasskeyForm } from './passkey-form.tsx';

/** The token stands after the `#`, which no server is sent; `?token=` is understood as well. */
function useToken(): string {
  const { hash, search } = useLocation();
  return hash.slice(1) || (new URLSearchParams(search).get('token') ?? '');
}

/** Where a one-time link leads. Looking at it uses nothing up; making the passkey does. */
export default function EnrolPage() {
  const { t } = useLanguage();
  const token = useToken();
  const trpc = useTRPC();
  const invitation = useQuery({
    ...trpc.auth.inspectInvitation.queryOptions({ token }),
    enabled: token !== '',
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (token === '') return <DeadEnd title={t('enrol.gone')} text={t('enrol.gone-text')} />;
  if (invitation.isPending) return <Loading />;
  if (invitation.isError) {
    return (
      <Entrance title={t('enrol.title')}>
        <Trouble
          text={t(wordsOf(faultOf(invitation.error)))}
          again={() => void invitation.refetch()}
        />
      </Entrance>
    );
  }
  const { data } = invitation;
  if (data.state === 'used')
    return <DeadEnd title={t('enrol.used')} text={t('enrol.used-text')} signIn />;
  if (data.state === 'open')
    return <Enrolment token={token} email={data.email} expiresAt={data.expiresAt} />;
  return <DeadEnd title={t('enrol.gone')} text={t('enrol.gone-text')} />;
}

function DeadEnd({
  title,
  text,
  signIn = false,
}: {
  title: string;
  text: string;
  signIn?: boolean;
}) {
  const { t } = useLanguage();
  return (
    <Entrance title={title}>
      <p className="text-muted">{text}</p>
      {signIn && (
        <Link to={PATHS.signIn} className={buttonClass()}>
          {t('sign-in.action')}
        </Link>
      )}
    </Entrance>
  );
}

function Enrolment({
  token,
  email,
  expiresAt,
}: {
  token: string;
  email: string;
  expiresAt: string;
}) {
  const { t, locale } = useLanguage();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const until = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' });
  const make = async (name: string) => {
    // Somebody else may be signed in here; the passkey must become the invited person's.
    await signOut();
    return registerPasskey({ name, invitation: token });
  };
  const enter = () => {
    queries.clear();
    void navigate(PATHS.secondPasskey, { replace: true });
  };
  return (
    <Entrance title={t('enrol.title')}>
      <p className="text-muted">{t('enrol.lead')}</p>
      <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1 border-y border-line py-3 text-[0.9375rem]">
        <dt className="text-muted">{t('enrol.for')}</dt>
        <dd className="min-w-0 font-semibold wrap-anywhere">{email}</dd>
        <dt className="text-muted">{t('enrol.until')}</dt>
        <dd>{until.format(new Date(expiresAt))}</dd>
      </dl>
      {browserSupportsWebAuthn() ? (
        <PasskeyForm action={t('enrol.action')} make={make} onMade={enter} />
      ) : (
        <CeremonyNotice fault="unsupported" />
      )}
    </Entrance>
  );
}
