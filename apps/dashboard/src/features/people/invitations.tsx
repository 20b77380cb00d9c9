import { Button } from '@lantern/ui/button';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { faultOf, wordsOf } from '../../shared/api/fault.ts';
import { useTRPC } from '../../shared/api/trpc.ts';
import { newCommandId } from '../../shared/command-id.ts';
import { useLanguage } from '../../shared/i18n/language.ts';
import { Trouble } from '../../shared/trouble.tsx';
import type { Invitation } from './people.ts';
import { ROLE_WORDS } from '../../shared/roles.ts';
import { useReread } from './use-reread.ts';

/** Links that still work, and the way to end one that went to the wrong hands. */
export function Invitations() {
  const { t } = useLanguage();
  const trpc = useTRPC();
  const invitations = useQuery(trpc.auth.invitations.queryOptions());
  if (invitations.isPending) return <p className="text-muted">{t('state.loading')}</p>;
  if (invitations.isError) {
    const text = t(wordsOf(faultOf(invitations.error)));
    return <Trouble text={text} again={() => void invitations.refetch()} />;
  }
  if (invitations.data.length === 0) return <p className="text-muted">{t('people.no-links')}</p>;
  return (
    <ul className="divide-y divide-line border-y border-line">
      {invitations.data.map((invitation) => (
        <OpenLink key={invitation.id} invitation={invitation} />
      ))}
    </ul>
  );
}

function OpenLink({ invitation }: { invitation: Invitation }) {
  const { t, locale } = useLanguage();
  const trpc = useTRPC();
  const reread = useReread();
  const [commandId] = useState(() => newCommandId());
  const revoke = useMutation(trpc.auth.revokeInvitation.mutationOptions({ onSettled: reread }));
  const time = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' });
  const { email, role, partner, createdBy, expiresAt } = invitation;
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 py-3">
      <div className="min-w-0">
        <p className="font-semibold wrap-anywhere">{email}</p>
        <p className="text-sm text-muted wrap-anywhere">
          {[t(ROLE_WORDS[role]), partner].filter(Boolean).join(' · ')} ·{' '}
          {createdBy ? t('people.made-by', { who: createdBy }) : t('people.made-on-server')} ·{' '}
          {t('people.works-until', { time: time.format(new Date(expiresAt)) })}
        </p>
      </div>
      <Button
        type="button"
        look="danger"
        aria-disabled={revoke.isPending}
        aria-label={t('people.revoke-label', { email })}
        onClick={() => {
          if (!revoke.isPending) revoke.mutate({ commandId, id: invitation.id });
        }}
      >
        {t('people.revoke')}
      </Button>
      {revoke.isError && (
        <div className="w-full">
          <Trouble text={t(wordsOf(faultOf(revoke.error)))} />
        </div>
      )}
    </li>
  );
}
