import { INVITABLE_ROLES } from '@lantern/schemas/role';
import { Button } from '@lantern/ui/button';
import { Field } from '@lantern/ui/field';
import { Select } from '@lantern/ui/select';
import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { faultOf, wordsOf } from '../../shared/api/fault.ts';
import { useTRPC } from '../../shared/api/trpc.ts';
import { newCommandId } from '../../shared/command-id.ts';
import { useLanguage } from '../../shared/i18n/language.ts';
import { Trouble } from '../../shared/trouble.tsx';
import { InvitationLink } from '../../shared/invitation-link.tsx';
import { ROLE_WORDS } from './roles.ts';

/** Makes a one-time enrolment link. It is shown here once and handed over by a way one trusts. */
export function InviteForm() {
  const { t } = useLanguage();
  const trpc = useTRPC();
  const [email, setEmail] = useState('');
  const [role, setRole] = useState<(typeof INVITABLE_ROLES)[number]>('moderator');
  const [wrong, setWrong] = useState(false);
  const invite = useMutation(trpc.auth.invite.mutationOptions());
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    // The browser's own look at an address; the server has the last word.
    const valid = event.currentTarget.checkValidity();
    setWrong(!valid);
    if (valid && !invite.isPending) invite.mutate({ commandId: newCommandId(), email, role });
  };
  if (invite.data) {
    const again = () => {
      setEmail('');
      invite.reset();
    };
    return <InvitationLink {...invite.data} email={email} onDone={again} />;
  }
  return (
    <form
      onSubmit={submit}
      noValidate
      className="grid max-w-reading gap-4 md:grid-cols-[1fr_auto_auto] md:items-end"
    >
      <Field
        id="invite-email"
        type="email"
        inputMode="email"
        autoComplete="off"
        required
        label={t('people.email')}
        error={wrong ? t('people.email-wrong') : undefined}
        value={email}
        onChange={(event) => setEmail(event.target.value)}
      />
      <Select
        id="invite-role"
        label={t('people.role')}
        value={role}
        onChange={({ target }) =>
          setRole((before) => INVITABLE_ROLES.find((one) => one === target.value) ?? before)
        }
      >
        {INVITABLE_ROLES.map((option) => (
          <option key={option} value={option}>
            {t(ROLE_WORDS[option])}
          </option>
        ))}
      </Select>
      <Button aria-disabled={invite.isPending} className="min-h-12">
        {t('people.make-link')}
      </Button>
      {invite.isError && (
        <div className="md:col-span-3">
          <Trouble text={t(wordsOf(faultOf(invite.error)))} />
        </div>
      )}
    </form>
  );
}
