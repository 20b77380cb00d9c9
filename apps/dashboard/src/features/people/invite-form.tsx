import { Button } from '@lantern/ui/button';
import { Field } from '@lantern/ui/field';
import { useMutation } from '@tanstack/react-query';
import { useRef, useState, type FormEvent } from 'react';
import { faultOf, wordsOf } from '../../shared/api/fault.ts';
import { useTRPC } from '../../shared/api/trpc.ts';
import { commandFor, type KeptCommand } from '../../shared/command-for.ts';
import { newCommandId } from '../../shared/command-id.ts';
import { useLanguage } from '../../shared/i18n/language.ts';
import { Trouble } from '../../shared/trouble.tsx';
import { AskedNotice } from '../../shared/asked-notice.tsx';
import { InvitationLink } from '../../shared/invitation-link.tsx';
import { isWhole, RoleFields, type Grant } from './role-fields.tsx';
import { useReread } from './use-reread.ts';

/** Makes a one-time enrolment link, or asks a second person for it. It is shown once and handed over. */
export function InviteForm() {
  const { t } = useLanguage();
  const [email, setEmail] = useState('');
  const [grant, setGrant] = useState<Grant>({ role: 'moderator' });
  const [wrong, setWrong] = useState({ email: false, partner: false });
  const { invite, send, forget } = useInvite();
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    // The browser's own look at an address; the server has the last word.
    const faults = { email: !event.currentTarget.checkValidity(), partner: !isWhole(grant) };
    setWrong(faults);
    if (!faults.email && !faults.partner && !invite.isPending) send({ email, ...grant });
  };
  const again = () => {
    setEmail('');
    forget();
  };
  if (invite.data?.state === 'requested') return <AskedNotice asked={invite.data} onDone={again} />;
  if (invite.data) return <InvitationLink {...invite.data} email={email} onDone={again} />;
  const fault = invite.error && faultOf(invite.error);
  return (
    <form
      onSubmit={submit}
      noValidate
      className="grid max-w-reading gap-4 md:grid-cols-2 md:items-start"
    >
      <Field
        id="invite-email"
        type="email"
        inputMode="email"
        autoComplete="off"
        required
        label={t('people.email')}
        hint={t('people.email-hint')}
        error={wrong.email ? t('people.email-wrong') : undefined}
        value={email}
        onChange={(event) => setEmail(event.target.value)}
      />
      <RoleFields id="invite" grant={grant} onChange={setGrant} partnerFault={wrong.partner} />
      <div className="md:col-span-2">
        <Button aria-disabled={invite.isPending}>{t('people.make-link')}</Button>
      </div>
      {fault && (
        <div className="md:col-span-2">
          <Trouble text={t(fault === 'conflict' ? 'people.other-role' : wordsOf(fault))} />
        </div>
      )}
    </form>
  );
}

/** The same words are the same command, so that pressing again after a lost answer makes no second link. */
function useInvite() {
  const trpc = useTRPC();
  const reread = useReread();
  const kept = useRef<KeptCommand | null>(null);
  const invite = useMutation(
    trpc.auth.invite.mutationOptions({
      onSuccess: reread,
    }),
  );
  const send = (invitation: Grant & { email: string }) => {
    kept.current = commandFor(kept.current, JSON.stringify(invitation), newCommandId);
    invite.mutate({ commandId: kept.current.commandId, ...invitation });
  };
  const forget = () => {
    kept.current = null;
    invite.reset();
  };
  return { invite, send, forget };
}
