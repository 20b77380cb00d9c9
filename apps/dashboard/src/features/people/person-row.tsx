import type { Role } from '@lantern/schemas/role';
import { Button } from '@lantern/ui/button';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { faultOf, wordsOf } from '../../shared/api/fault.ts';
import { useTRPC } from '../../shared/api/trpc.ts';
import { newCommandId } from '../../shared/command-id.ts';
import { useLanguage } from '../../shared/i18n/language.ts';
import { useFocus } from '../../shared/use-focus.ts';
import { Trouble } from '../../shared/trouble.tsx';
import { ROLE_WORDS } from './roles.ts';

interface Person {
  id: string;
  email: string;
  role: Role;
  passkeys: number;
  frozenAt: string | null;
}

/** One account, and the way to shut it out at once. */
export function PersonRow({ person, isMe }: { person: Person; isMe: boolean }) {
  const { t, locale } = useLanguage();
  const [asking, setAsking] = useState(false);
  const day = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' });
  return (
    <li className="py-3">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <div className="min-w-0">
          <p className="font-semibold wrap-anywhere">
            {person.email}
            {isMe && <span className="font-normal text-muted"> · {t('people.you')}</span>}
          </p>
          <p className="text-sm text-muted">
            {t(ROLE_WORDS[person.role])} · {t('people.passkeys', { n: person.passkeys })}
          </p>
        </div>
        {person.frozenAt && (
          <p className="font-semibold text-danger">
            <span aria-hidden>■ </span>
            {t('people.frozen', { time: day.format(new Date(person.frozenAt)) })}
          </p>
        )}
        {!person.frozenAt && !asking && (
          <Button
            type="button"
            look="danger"
            aria-label={`${t('people.freeze')}: ${person.email}`}
            onClick={() => setAsking(true)}
          >
            {t('people.freeze')}
          </Button>
        )}
      </div>
      {asking && !person.frozenAt && <Freeze person={person} onCancel={() => setAsking(false)} />}
    </li>
  );
}

function Freeze({ person, onCancel }: { person: Person; onCancel: () => void }) {
  const { t } = useLanguage();
  const trpc = useTRPC();
  const cancel = useFocus<HTMLButtonElement>();
  const queries = useQueryClient();
  const [commandId] = useState(() => newCommandId());
  const freeze = useMutation(
    trpc.auth.freeze.mutationOptions({ onSuccess: () => queries.invalidateQueries() }),
  );
  const fault = freeze.isError ? faultOf(freeze.error) : null;
  return (
    <div className="mt-3 grid max-w-reading gap-3">
      <p>{t('people.freeze-sure', { email: person.email })}</p>
      {fault && <Trouble text={t(fault === 'conflict' ? 'people.last-admin' : wordsOf(fault))} />}
      <div className="flex flex-wrap gap-3">
        <Button
          type="button"
          look="danger"
          aria-disabled={freeze.isPending}
          onClick={() => freeze.mutate({ commandId, accountId: person.id })}
        >
          {t('people.freeze')}
        </Button>
        <Button type="button" look="quiet" ref={cancel} onClick={onCancel}>
          {t('state.cancel')}
        </Button>
      </div>
    </div>
  );
}
