import { Button } from '@lantern/ui/button';
import { Field } from '@lantern/ui/field';
import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { faultOf, wordsOf } from '../../shared/api/fault.ts';
import { AskedNotice } from '../../shared/asked-notice.tsx';
import { useTRPC } from '../../shared/api/trpc.ts';
import { useLanguage } from '../../shared/i18n/language.ts';
import { InvitationLink } from '../../shared/invitation-link.tsx';
import { Trouble } from '../../shared/trouble.tsx';
import { usePartnerCommand } from './use-partner-command.ts';

/** A one-time link for somebody who speaks for the partner, and will see its figures alone. */
export function InvitePerson({ partnerId }: { partnerId: string }) {
  const { t } = useLanguage();
  const trpc = useTRPC();
  const { reread, idFor } = usePartnerCommand();
  const [email, setEmail] = useState('');
  const [wrong, setWrong] = useState(false);
  const invite = useMutation(trpc.auth.invite.mutationOptions({ networkMode: 'always' }));
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    // The browser's own look at an address; the server has the last word.
    const valid = event.currentTarget.checkValidity();
    setWrong(!valid);
    if (!valid || invite.isPending) return;
    const person = { email, role: 'partner' as const, partnerId };
    invite.mutate({ commandId: idFor(person), ...person });
  };
  if (invite.data) {
    const again = () => {
      setEmail('');
      invite.reset();
      void reread();
    };
    if (invite.data.state === 'requested')
      return <AskedNotice asked={invite.data} onDone={again} />;
    return <InvitationLink {...invite.data} email={email} onDone={again} />;
  }
  return (
    <form
      onSubmit={submit}
      noValidate
      className="grid max-w-reading gap-4 md:grid-cols-[1fr_auto] md:items-end"
    >
      <Field
        id="partner-email"
        type="email"
        inputMode="email"
        autoComplete="off"
        required
        label={t('people.email')}
        error={wrong ? t('people.email-wrong') : undefined}
        value={email}
        onChange={({ target }) => setEmail(target.value)}
      />
      <Button aria-disabled={invite.isPending} className="min-h-12">
        {t('people.make-link')}
      </Button>
      {invite.isError && (
        <div className="md:col-span-2">
          <Trouble text={t(wordsOf(faultOf(invite.error)))} />
        </div>
      )}
    </form>
  );
}
