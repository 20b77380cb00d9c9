import { Button } from '@lantern/ui/button';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { faultOf, wordsOf } from '../../shared/api/fault.ts';
import { useTRPC } from '../../shared/api/trpc.ts';
import { newCommandId } from '../../shared/command-id.ts';
import { useLanguage } from '../../shared/i18n/language.ts';
import type { Screen } from './screen-state.ts';

/** At once and without a question: a link makes a new one, a lost screen cannot wait. */
export function EndScreen({ screen: { id, name } }: { screen: Screen }) {
  const { t } = useLanguage();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const commandId = useRef<string | null>(null);
  const end = useMutation(
    trpc.screens.revoke.mutationOptions({
      networkMode: 'always',
      onSuccess: () => queries.invalidateQueries({ queryKey: trpc.screens.pathKey() }),
    }),
  );
  return (
    <>
      <Button
        type="button"
        look="danger"
        aria-disabled={end.isPending}
        aria-label={`${t('screens.end')}: ${name}`}
        onClick={() => {
          commandId.current ??= newCommandId();
          if (!end.isPending) end.mutate({ commandId: commandId.current, id });
        }}
      >
        {t('screens.end')}
      </Button>
      {end.isError && <p role="alert">{t(wordsOf(faultOf(end.error)))}</p>}
    </>
  );
}
