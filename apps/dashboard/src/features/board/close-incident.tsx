import { useMutation } from '@tanstack/react-query';
import { useTRPC } from '../../shared/api/trpc.ts';
import { newCommandId } from '../../shared/command-id.ts';
import { useLanguage } from '../../shared/i18n/language.ts';
import type { CityOfBoard } from './city-timeline.tsx';
import { LineForm } from './line-form.tsx';

/** Says that an incident is over, with a note where one is needed. */
export function CloseIncident({ place, id }: { place: CityOfBoard; id: string }) {
  const { t } = useLanguage();
  const { isPending, error, mutate } = useMutation(useTRPC().field.closeIncident.mutationOptions());
  const { edition, city } = place;
  return (
    <LineForm
      id={`close-${id}`}
      label={t('board.incident-note')}
      action={t('board.incident-close')}
      isPending={isPending}
      error={error}
      onSend={(line) =>
        mutate({ commandId: newCommandId(), edition, city, id, note: line.trim() || null })
      }
    />
  );
}
