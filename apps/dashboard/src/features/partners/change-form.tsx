import type { Locale } from '@lantern/schemas/locale';
import { Button } from '@lantern/ui/button';
import { Notice } from '@lantern/ui/notice';
import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { faultOf, wordsOf } from '../../shared/api/fault.ts';
import { useTRPC } from '../../shared/api/trpc.ts';
import { useLanguage } from '../../shared/i18n/language.ts';
import { Trouble } from '../../shared/trouble.tsx';
import { PartnerFields } from './partner-fields.tsx';
import { sent, type PartnerWords } from './partner-words.ts';
import { usePartnerCommand } from './use-partner-command.ts';

interface Props {
  partner: { id: string; name: string; origins: readonly string[]; locales: readonly Locale[] };
}

/** Its name, sites and languages; the code stays for ever. */
export function ChangeForm({ partner: { id, name, origins, locales } }: Props) {
  const { t } = useLanguage();
  const trpc = useTRPC();
  const { reread, idFor } = usePartnerCommand();
  const [words, setWords] = useState<PartnerWords>({
    name,
    origins: origins.join('\n'),
    locales: [...locales],
  });
  const change = useMutation(
    trpc.partners.change.mutationOptions({ networkMode: 'always', onSuccess: reread }),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (change.isPending) return;
    const partner = { id, ...sent(words) };
    change.mutate({ commandId: idFor(partner), ...partner });
  };
  return (
    <form onSubmit={submit} noValidate className="grid max-w-reading gap-5">
      <PartnerFields
        words={words}
        error={change.error}
        onChange={(part) => {
          change.reset();
          setWords({ ...words, ...part });
        }}
      />
      {change.isError && <Trouble text={t(wordsOf(faultOf(change.error)))} />}
      {change.isSuccess && (
        <output className="block">
          <Notice>{t('partners.changed')}</Notice>
        </output>
      )}
      <div>
        <Button aria-disabled={change.isPending}>{t('partners.save')}</Button>
      </div>
    </form>
  );
}
