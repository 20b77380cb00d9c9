import { Button } from '@lantern/ui/button';
import { Field } from '@lantern/ui/field';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { faultOf, wordsOf } from '../../shared/api/fault.ts';
import { useTRPC } from '../../shared/api/trpc.ts';
import { newCommandId } from '../../shared/command-id.ts';
import { useLanguage } from '../../shared/i18n/language.ts';
import { Trouble } from '../../shared/trouble.tsx';
import type { CityOfBoard } from './city-timeline.tsx';

/** Of two accounts that disagree, says that this one stands; both stay in the timeline. */
export function SettleDispute({ place, id }: { place: CityOfBoard; id: string }) {
  const { t } = useLanguage();
  const trpc = useTRPC();
  const [reason, setReason] = useState('');
  const settle = useMutation(trpc.field.settle.mutationOptions());
  const { edition, city } = place;
  return (
    <form
      className="mt-2 grid gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        if (reason.trim() === '' || settle.isPending) return;
        settle.mutate({ commandId: newCommandId(), edition, city, stands: id, reason });
      }}
    >
      <Field
        id={`settle-${id}`}
        label={t('board.settle-reason')}
        required
        value={reason}
        onChange={({ target }) => setReason(target.value)}
      />
      {settle.isError && <Trouble text={t(wordsOf(faultOf(settle.error)))} />}
      <Button look="quiet" aria-disabled={settle.isPending || reason.trim() === ''}>
        {t('board.settle')}
      </Button>
    </form>
  );
}
