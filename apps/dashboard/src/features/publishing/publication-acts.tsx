import type { PublishingQueue } from '@lantern/schemas/publishing';
import { Button } from '@lantern/ui/button';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { faultOf, wordsOf } from '../../shared/api/fault.ts';
import { useTRPC } from '../../shared/api/trpc.ts';
import { newCommandId } from '../../shared/command-id.ts';
import { useLanguage } from '../../shared/i18n/language.ts';
import { Trouble } from '../../shared/trouble.tsx';

/** Holds something back, lets it go, or lets it out before its time. */
export function PublicationActs({ row }: { row: PublishingQueue['rows'][number] }) {
  const { t } = useLanguage();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const options = {
    networkMode: 'always' as const,
    onSettled: () => queries.invalidateQueries({ queryKey: trpc.publishing.queue.queryKey() }),
  };
  const hold = useMutation(trpc.publishing.hold.mutationOptions(options));
  const now = useMutation(trpc.publishing.publishNow.mutationOptions(options));
  const isPending = hold.isPending || now.isPending;
  const error = hold.error ?? now.error;
  const held = row.waitsFor === 'held';
  const command = () => ({ commandId: newCommandId(), id: row.id });
  return (
    <div className="grid gap-2">
      <div className="flex flex-wrap gap-2">
        <Button
          look="quiet"
          type="button"
          aria-disabled={isPending}
          onClick={() => {
            if (!isPending) hold.mutate({ ...command(), held: !held });
          }}
        >
          {t(held ? 'publishing.release' : 'publishing.hold')}
        </Button>
        <Button
          look="quiet"
          type="button"
          aria-disabled={isPending}
          onClick={() => {
            if (!isPending) now.mutate(command());
          }}
        >
          {t('publishing.now')}
        </Button>
      </div>
      {error && !isPending && <Trouble text={t(wordsOf(faultOf(error)))} />}
    </div>
  );
}
