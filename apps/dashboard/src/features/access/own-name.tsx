import { Button } from '@lantern/ui/button';
import { Field } from '@lantern/ui/field';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef, useState, type FormEvent } from 'react';
import { faultOf, wordsOf } from '../../shared/api/fault.ts';
import { useTRPC } from '../../shared/api/trpc.ts';
import { commandFor, type KeptCommand } from '../../shared/command-for.ts';
import { newCommandId } from '../../shared/command-id.ts';
import { useLanguage } from '../../shared/i18n/language.ts';
import { Trouble } from '../../shared/trouble.tsx';

/** How colleagues see one; nobody else does. */
export function OwnName({ name }: { name: string | null }) {
  const { t } = useLanguage();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const kept = useRef<KeptCommand | null>(null);
  const [value, setValue] = useState(name ?? '');
  const rename = useMutation(
    trpc.auth.rename.mutationOptions({
      networkMode: 'always',
      onSuccess: () => queries.invalidateQueries({ queryKey: trpc.auth.pathKey() }),
    }),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (rename.isPending) return;
    kept.current = commandFor(kept.current, value, newCommandId);
    rename.mutate({ commandId: kept.current.commandId, name: value });
  };
  const fault = rename.error && faultOf(rename.error);
  return (
    <form onSubmit={submit} noValidate className="grid max-w-[26rem] gap-4">
      <Field
        id="own-name"
        label={t('account.name')}
        hint={t('account.name-hint')}
        error={fault === 'invalid-input' ? t('account.name-wrong') : undefined}
        value={value}
        autoComplete="name"
        onChange={(event) => {
          setValue(event.target.value);
          rename.reset();
        }}
      />
      {fault && fault !== 'invalid-input' && <Trouble text={t(wordsOf(fault))} />}
      <div className="flex flex-wrap items-center gap-4">
        <Button aria-disabled={rename.isPending}>{t('account.save')}</Button>
        <output>{rename.isSuccess && t('account.saved')}</output>
      </div>
    </form>
  );
}
