import type { AppRouter } from '@lantern/server/app-router';
import { LOCALES } from '@lantern/schemas/locale';
import { Button } from '@lantern/ui/button';
import { Field } from '@lantern/ui/field';
import { Select } from '@lantern/ui/select';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { inferRouterOutputs } from '@trpc/server';
import { useRef, useState, type FormEvent } from 'react';
import { faultOf, wordsOf } from '../../shared/api/fault.ts';
import { useTRPC } from '../../shared/api/trpc.ts';
import { commandFor, type KeptCommand } from '../../shared/command-for.ts';
import { newCommandId } from '../../shared/command-id.ts';
import { useLanguage } from '../../shared/i18n/language.ts';
import { languageName } from '../../shared/languages.ts';
import { Trouble } from '../../shared/trouble.tsx';

type Contact = inferRouterOutputs<AppRouter>['assignments']['ownContact'];

/** The number one is called by on the day, and the language one is spoken to in. */
export function OwnPhone() {
  const { t } = useLanguage();
  const trpc = useTRPC();
  const own = useQuery({ ...trpc.assignments.ownContact.queryOptions(), networkMode: 'always' });
  if (own.isError && !own.data)
    return <Trouble text={t(wordsOf(faultOf(own.error)))} again={() => void own.refetch()} />;
  return own.data ? <PhoneForm contact={own.data} /> : <p>{t('state.loading')}</p>;
}

function PhoneForm({ contact }: { contact: Contact }) {
  const { t, locale } = useLanguage();
  const [phone, setPhone] = useState(contact.phone ?? '');
  const [spoken, setSpoken] = useState(contact.locale ?? locale);
  const { save, send } = useSave();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!save.isPending) send({ phone, locale: spoken });
  };
  const fault = save.error && !save.isPending ? faultOf(save.error) : null;
  return (
    <form onSubmit={submit} noValidate className="grid max-w-[26rem] gap-4">
      <Field
        id="own-phone"
        type="tel"
        inputMode="tel"
        autoComplete="tel"
        label={t('account.phone')}
        hint={t('account.phone-hint')}
        error={fault === 'invalid-input' ? t('account.phone-wrong') : undefined}
        value={phone}
        onChange={(event) => {
          setPhone(event.target.value);
          save.reset();
        }}
      />
      <Select
        id="own-language"
        label={t('account.spoken')}
        value={spoken}
        onChange={(event) => {
          setSpoken(LOCALES.find((known) => known === event.target.value) ?? spoken);
          save.reset();
        }}
      >
        {LOCALES.map((known) => (
          <option key={known} value={known}>
            {languageName(known, locale)}
          </option>
        ))}
      </Select>
      {fault && fault !== 'invalid-input' && <Trouble text={t(wordsOf(fault))} />}
      <div className="flex flex-wrap items-center gap-4">
        <Button aria-disabled={save.isPending}>{t('account.save')}</Button>
        <output>{save.isSuccess && t('account.saved')}</output>
      </div>
    </form>
  );
}

function useSave() {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const kept = useRef<KeptCommand | null>(null);
  const save = useMutation(
    trpc.assignments.setOwnContact.mutationOptions({
      networkMode: 'always',
      onSuccess: () =>
        queries.invalidateQueries({ queryKey: trpc.assignments.ownContact.queryKey() }),
    }),
  );
  const send = (body: { phone: string; locale: (typeof LOCALES)[number] }) => {
    kept.current = commandFor(kept.current, JSON.stringify(body), newCommandId);
    save.mutate({ commandId: kept.current.commandId, ...body });
  };
  return { save, send };
}
