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

/** Says that an incident is over, with a note where one is needed. */
export function CloseIncident({ place, id }: { place: CityOfBoard; id: string }) {
  const { t } = useLanguage();
  const trpc = useTRPC();
  const [note, setNote] = useState('');
  const close = useMutation(trpc.field.closeIncident.mutationOptions());
  const { edition, city } = place;
  return (
    <form
      className="mt-2 grid gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        if (close.isPending) return;
        close.mutate({ commandId: newCommandId(), edition, city, id, note: note.trim() || null });
      }}
    >
      <Field
        id={`close-${id}`}
        label={t('board.incident-note')}
        value={note}
        onChange={({ target }) => setNote(target.value)}
      />
      {close.isError && <Trouble text={t(wordsOf(faultOf(close.error)))} />}
      <Button look="quiet" aria-disabled={close.isPending}>
        {t('board.incident-close')}
      </Button>
    </form>
  );
}
