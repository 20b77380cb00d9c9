import { Button } from '@lantern/ui/button';
import { TextArea } from '@lantern/ui/textarea';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { faultOf, wordsOf } from '../../shared/api/fault.ts';
import { useTRPC } from '../../shared/api/trpc.ts';
import { useLanguage } from '../../shared/i18n/language.ts';
import { Trouble } from '../../shared/trouble.tsx';
import { useAssignmentCommand, type OwnCity } from './use-assignments.ts';

interface Props {
  city: OwnCity;
  onDone: () => void;
}

/** What is to be done when this person goes silent, in their own words. */
export function SilencePlan({ city, onDone }: Props) {
  const { t } = useLanguage();
  const trpc = useTRPC();
  const { reread, idFor } = useAssignmentCommand();
  const [plan, setPlan] = useState(city.silencePlan ?? '');
  const agree = useMutation(
    trpc.assignments.agreeSilence.mutationOptions({
      networkMode: 'always',
      onSuccess: async () => {
        await reread();
        onDone();
      },
    }),
  );
  const fault = agree.error && !agree.isPending ? faultOf(agree.error) : null;
  return (
    <form
      noValidate
      className="grid gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        const body = { id: city.id, plan };
        if (!agree.isPending) agree.mutate({ commandId: idFor(body), ...body });
      }}
    >
      <p>{t('ready.silence-text')}</p>
      <TextArea
        id={`plan-${city.id}`}
        label={t('ready.silence-label')}
        hint={t('ready.silence-hint')}
        error={fault === 'invalid-input' ? t('ready.silence-wrong') : undefined}
        rows={5}
        autoComplete="off"
        value={plan}
        onChange={(event) => setPlan(event.target.value)}
      />
      {fault && fault !== 'invalid-input' && <Trouble text={t(wordsOf(fault))} />}
      <Button aria-disabled={agree.isPending}>{t('ready.silence-done')}</Button>
    </form>
  );
}
