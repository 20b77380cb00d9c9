import { useMutation } from '@tanstack/react-query';
import { useTRPC } from '../../shared/api/trpc.ts';
import { newCommandId } from '../../shared/command-id.ts';
import { useLanguage } from '../../shared/i18n/language.ts';
import type { CityOfBoard } from './city-timeline.tsx';
import { LineForm } from './line-form.tsx';

/** Of two accounts that disagree, says that this one stands; both stay in the timeline. */
export function SettleDispute({ place, id }: { place: CityOfBoard; id: string }) {
  const { t } = useLanguage();
  const { isPending, error, mutate } = useMutation(useTRPC().field.settle.mutationOptions());
  const { edition, city } = place;
  return (
    <LineForm
      id={`settle-${id}`}
      label={t('board.settle-reason')}
      action={t('board.settle')}
      required
      isPending={isPending}
      error={error}
      onSend={(reason) => mutate({ commandId: newCommandId(), edition, city, stands: id, reason })}
    />
  );
}
