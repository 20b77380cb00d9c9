import { Button } from '@lantern/ui/button';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { faultOf, wordsOf } from '../../shared/api/fault.ts';
import { useTRPC } from '../../shared/api/trpc.ts';
import { newCommandId } from '../../shared/command-id.ts';
import { useLanguage } from '../../shared/i18n/language.ts';
import { PATHS } from '../../shared/paths.ts';
import { Trouble } from '../../shared/trouble.tsx';
import { signOut } from './ceremonies.ts';
import { CeremonyNotice } from './ceremony-notice.tsx';
import { useCeremony } from './use-ceremony.ts';

/** Where one is signed in, and both ways out. */
export function SessionList() {
  const { t, locale } = useLanguage();
  const trpc = useTRPC();
  const sessions = useQuery(trpc.auth.sessions.queryOptions());
  const when = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' });
  if (sessions.isPending) return <p className="text-muted">{t('state.loading')}</p>;
  if (sessions.isError) {
    const text = t(wordsOf(faultOf(sessions.error)));
    return <Trouble text={text} again={() => void sessions.refetch()} />;
  }
  return (
    <>
      <ul className="divide-y divide-line border-y border-line">
        {sessions.data.map((session) => (
          <li key={session.id} className="flex flex-wrap justify-between gap-x-4 py-3">
            <span>
              {t('account.since', { time: when.format(new Date(session.createdAt)) })}
              {session.current && <strong> · {t('account.this-one')}</strong>}
            </span>
            <span className="text-muted">
              {t('account.until', { time: when.format(new Date(session.expiresAt)) })}
            </span>
          </li>
        ))}
      </ul>
      <WaysOut />
    </>
  );
}

function WaysOut() {
  const { t } = useLanguage();
  const trpc = useTRPC();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [commandId] = useState(() => newCommandId());
  const { fault, run } = useCeremony();
  const leave = async () => {
    await navigate(PATHS.signIn, { replace: true });
    queries.clear();
  };
  const everywhere = useMutation(trpc.auth.signOutEverywhere.mutationOptions({ onSuccess: leave }));
  const here = async () => {
    if (await run(signOut)) await leave();
  };
  return (
    <div className="mt-5 grid gap-4">
      {fault && <CeremonyNotice fault={fault} />}
      {everywhere.isError && <Trouble text={t(wordsOf(faultOf(everywhere.error)))} />}
      <div className="flex flex-wrap gap-3">
        <Button type="button" look="quiet" onClick={() => void here()}>
          {t('account.sign-out')}
        </Button>
        <Button
          type="button"
          look="danger"
          aria-disabled={everywhere.isPending}
          onClick={() => everywhere.mutate({ commandId })}
        >
          {t('account.sign-out-everywhere')}
        </Button>
      </div>
    </div>
  );
}
