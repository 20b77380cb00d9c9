import { Button } from '@lantern/ui/button';
import { Field } from '@lantern/ui/field';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { faultOf, wordsOf } from '../../shared/api/fault.ts';
import { useTRPC } from '../../shared/api/trpc.ts';
import { newCommandId } from '../../shared/command-id.ts';
import { useLanguage } from '../../shared/i18n/language.ts';
import { useFocus } from '../../shared/use-focus.ts';
import { Trouble } from '../../shared/trouble.tsx';

interface Passkey {
  id: string;
  name: string | null;
  backedUp: boolean;
  createdAt: string | null;
}

/** One's passkeys; the last cannot be removed. */
export function PasskeyList() {
  const { t } = useLanguage();
  const trpc = useTRPC();
  const passkeys = useQuery(trpc.auth.passkeys.queryOptions());
  if (passkeys.isPending) return <p className="text-muted">{t('state.loading')}</p>;
  if (passkeys.isError) {
    const text = t(wordsOf(faultOf(passkeys.error)));
    return <Trouble text={text} again={() => void passkeys.refetch()} />;
  }
  return (
    <ul className="divide-y divide-line border-y border-line">
      {passkeys.data.map((passkey) => (
        <PasskeyRow key={passkey.id} passkey={passkey} last={passkeys.data.length === 1} />
      ))}
    </ul>
  );
}

function PasskeyRow({ passkey, last }: { passkey: Passkey; last: boolean }) {
  const { t, locale } = useLanguage();
  const [task, setTask] = useState<'none' | 'rename' | 'remove'>('none');
  const name = passkey.name ?? t('passkey.unnamed');
  const made = passkey.createdAt
    ? new Intl.DateTimeFormat(locale, { dateStyle: 'medium' }).format(new Date(passkey.createdAt))
    : '';
  const close = () => setTask('none');
  return (
    <li className="py-3">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <div className="min-w-0">
          <p className="font-semibold wrap-anywhere">{name}</p>
          <p className="text-sm text-muted">
            {t('account.made', { date: made })} ·{' '}
            {passkey.backedUp ? t('account.synced') : t('account.device-only')}
          </p>
        </div>
        {task === 'none' && (
          <div className="flex gap-2">
            <Button
              type="button"
              look="quiet"
              aria-label={`${t('account.rename')}: ${name}`}
              onClick={() => setTask('rename')}
            >
              {t('account.rename')}
            </Button>
            {!last && (
              <Button
                type="button"
                look="danger"
                aria-label={`${t('account.remove')}: ${name}`}
                onClick={() => setTask('remove')}
              >
                {t('account.remove')}
              </Button>
            )}
          </div>
        )}
      </div>
      {task === 'rename' && <Rename id={passkey.id} name={name} onDone={close} />}
      {task === 'remove' && <Remove id={passkey.id} name={name} onDone={close} />}
    </li>
  );
}

interface TaskProps {
  id: string;
  name: string;
  onDone: () => void;
}

/** Runs a command on a passkey, and reads the list again. */
function usePasskeyTask(onDone: () => void) {
  const queries = useQueryClient();
  // Made when the task is opened: pressing twice is the same command.
  const [commandId] = useState(() => newCommandId());
  const onSuccess = async () => {
    await queries.invalidateQueries();
    onDone();
  };
  return { commandId, onSuccess };
}

function Rename({ id, name, onDone }: TaskProps) {
  const { t } = useLanguage();
  const trpc = useTRPC();
  const [value, setValue] = useState(name);
  const { onSuccess } = usePasskeyTask(onDone);
  const field = useFocus<HTMLInputElement>();
  const rename = useMutation(trpc.auth.renamePasskey.mutationOptions({ onSuccess }));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    // Another name is another command.
    rename.mutate({ commandId: newCommandId(), id, name: value });
  };
  return (
    <form onSubmit={submit} className="mt-3 grid max-w-[26rem] gap-3">
      <Field
        id={`name-${id}`}
        label={t('passkey.name')}
        value={value}
        required
        maxLength={60}
        ref={field}
        autoComplete="off"
        onChange={(event) => setValue(event.target.value)}
      />
      {rename.isError && <Trouble text={t(wordsOf(faultOf(rename.error)))} />}
      <div className="flex gap-2">
        <Button aria-disabled={rename.isPending}>{t('account.save')}</Button>
        <Button type="button" look="quiet" onClick={onDone}>
          {t('state.cancel')}
        </Button>
      </div>
    </form>
  );
}

function Remove({ id, name, onDone }: TaskProps) {
  const { t } = useLanguage();
  const trpc = useTRPC();
  const { commandId, onSuccess } = usePasskeyTask(onDone);
  const cancel = useFocus<HTMLButtonElement>();
  const remove = useMutation(trpc.auth.removePasskey.mutationOptions({ onSuccess }));
  return (
    <div className="mt-3 grid max-w-reading gap-3">
      <p>{t('account.remove-sure', { name })}</p>
      {remove.isError && <Trouble text={t(wordsOf(faultOf(remove.error)))} />}
      <div className="flex gap-2">
        <Button
          type="button"
          look="danger"
          aria-disabled={remove.isPending}
          onClick={() => remove.mutate({ commandId, id })}
        >
          {t('account.remove')}
        </Button>
        <Button type="button" look="quiet" ref={cancel} onClick={onDone}>
          {t('state.cancel')}
        </Button>
      </div>
    </div>
  );
}
