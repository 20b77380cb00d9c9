import { emailSchema } from '@lantern/schemas/signature';
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
import { InvitationLink } from './invitation-link.tsx';
import { INVITABLE, ROLE_WORDS } from './roles.ts';

/** Makes a one-time enrolment link. It is shown here once and handed over by a way one trusts. */
export function InviteForm() {
  const { t } = useLanguage();
  const trpc = useTRPC();
  const [email, setEmail] = useState('');
  const [role, setRole] = useState<(typeof INVITABLE.options)[number]>('moderator');
  const [wrong, setWrong] = useState(false);
  const invite = useMutation(trpc.auth.invite.mutationOptions());
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const valid = emailSchema.safeParse(email).success;
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
        label={t('people.email')}
        error={wrong ? t('people.email-wrong') : undefined}
        value={email}
        onChange={(event) => setEmail(event.target.value)}
      />
      <Select
        id="invite-role"
        label={t('people.role')}
        value={role}
        onChange={(event) => setRole(INVITABLE.parse(event.target.value))}
      >
        {INVITABLE.options.map((option) => (
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
