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
  const { t } = useLanguage();
  const trpc = useTRPC();
  const sessions = useQuery(trpc.auth.sessions.queryOptions());
  if (sessions.isPending) return <p className="text-muted">{t('state.loading')}</p>;
  if (sessions.isError) {
    const text = t(wordsOf(faultOf(sessions.error)));
    return <Trouble text={text} again={() => void sessions.refetch()} />;
  }
  return (
    <>
      <ul className="divide-y divide-line border-y border-line">
        {sessions.data.map((session) => (
          <SessionRow key={session.id} session={session} />
        ))}
      </ul>
      <WaysOut others={sessions.data.length > 1} />
    </>
  );
}

interface Session {
  id: string;
  current: boolean;
  createdAt: string;
  expiresAt: string;
}

function SessionRow({ session }: { session: Session }) {
  const { t, locale } = useLanguage();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [commandId] = useState(() => newCommandId());
  const when = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' });
  const since = when.format(new Date(session.createdAt));
  const end = useMutation(
    trpc.auth.signOutOne.mutationOptions({
      onSettled: () => queries.invalidateQueries({ queryKey: trpc.auth.pathKey() }),
    }),
  );
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 py-3">
      <div>
        <p>
          {t('account.since', { time: since })}
          {session.current && <strong> · {t('account.this-one')}</strong>}
        </p>
        <p className="text-sm text-muted">
          {t('account.until', { time: when.format(new Date(session.expiresAt)) })}
        </p>
      </div>
      {!session.current && (
        <Button
          type="button"
          look="quiet"
          aria-disabled={end.isPending}
          aria-label={t('account.end-label', { time: since })}
          onClick={() => {
            if (!end.isPending) end.mutate({ commandId, id: session.id });
          }}
        >
          {t('account.end')}
        </Button>
      )}
      {end.isError && (
        <div className="w-full">
          <Trouble text={t(wordsOf(faultOf(end.error)))} />
        </div>
      )}
    </li>
  );
}

function WaysOut({ others }: { others: boolean }) {
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
  const elsewhere = useMutation(
    trpc.auth.signOutOthers.mutationOptions({
      onSuccess: () => queries.invalidateQueries({ queryKey: trpc.auth.pathKey() }),
    }),
  );
  const everywhere = useMutation(trpc.auth.signOutEverywhere.mutationOptions({ onSuccess: leave }));
  const here = async () => {
    if (await run(signOut)) await leave();
  };
  return (
    <div className="mt-5 grid gap-4">
      {fault && <CeremonyNotice fault={fault} />}
      {everywhere.isError && <Trouble text={t(wordsOf(faultOf(everywhere.error)))} />}
      {elsewhere.isError && <Trouble text={t(wordsOf(faultOf(elsewhere.error)))} />}
      <div className="flex flex-wrap gap-3">
        <Button type="button" look="quiet" onClick={() => void here()}>
          {t('account.sign-out')}
        </Button>
        {others && (
          <Button
            type="button"
            look="quiet"
            aria-disabled={elsewhere.isPending}
            onClick={() => {
              if (!elsewhere.isPending) elsewhere.mutate({ commandId: newCommandId() });
            }}
          >
            {t('account.sign-out-others')}
          </Button>
        )}
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
