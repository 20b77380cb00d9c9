import { LOCALES } from '@lantern/schemas/locale';
import { Button } from '@lantern/ui/button';
import { Field } from '@lantern/ui/field';
import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useNavigate } from 'react-router';
import { faultOf, fieldsOf, wordsOf } from '../../shared/api/fault.ts';
import { useTRPC } from '../../shared/api/trpc.ts';
import { useLanguage } from '../../shared/i18n/language.ts';
import { partnerPath } from '../../shared/paths.ts';
import { Trouble } from '../../shared/trouble.tsx';
import { PartnerFields } from './partner-fields.tsx';
import { sent, type PartnerWords } from './partner-words.ts';
import { usePartnerCommand } from './use-partner-command.ts';

/** A new partner; its page, with the codes to copy, comes next. */
export function RegisterForm() {
  const { t } = useLanguage();
  const trpc = useTRPC();
  const navigate = useNavigate();
  const { reread, idFor } = usePartnerCommand();
  const [ref, setRef] = useState('');
  const [words, setWords] = useState<PartnerWords>({
    name: '',
    origins: '',
    locales: [...LOCALES],
  });
  const register = useMutation(
    trpc.partners.register.mutationOptions({
      networkMode: 'always',
      onSuccess: async ({ id }) => {
        await reread();
        await navigate(partnerPath(id));
      },
    }),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (register.isPending) return;
    const partner = { ...sent(words), ref: ref.trim() };
    register.mutate({ commandId: idFor(partner), ...partner });
  };
  return (
    <form onSubmit={submit} noValidate className="grid max-w-reading gap-5">
      <Field
        id="partner-ref"
        label={t('partners.ref')}
        hint={t('partners.ref-hint')}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        value={ref}
        error={fieldsOf(register.error)['ref'] && t('partners.ref-wrong')}
        onChange={({ target }) => setRef(target.value)}
      />
      <PartnerFields
        words={words}
        error={register.error}
        onChange={(part) => setWords({ ...words, ...part })}
      />
      {register.isError && <Trouble text={t(wordsOf(faultOf(register.error)))} />}
      <div>
        <Button aria-disabled={register.isPending}>{t('partners.register')}</Button>
      </div>
    </form>
  );
}
