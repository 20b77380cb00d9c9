import type { WallAlarm } from '@lantern/schemas/wall';
import { useMutation } from '@tanstack/react-query';
import { useRef } from 'react';
import { faultOf, wordsOf } from '../../shared/api/fault.ts';
import { useTRPC } from '../../shared/api/trpc.ts';
import { newCommandId } from '../../shared/command-id.ts';
import { useLanguage } from '../../shared/i18n/language.ts';

interface Props {
  alarm: WallAlarm;
  /** The city's name, for those who hear the button alone. */
  city: string;
  done: () => void;
}

/** "I have it": whoever presses is the one that looks after it. */
export function Acknowledge({ alarm: { id }, city, done }: Props) {
  const { t } = useLanguage();
  const trpc = useTRPC();
  // Made when the person acted: pressing again after a lost answer does nothing twice.
  const commandId = useRef<string | null>(null);
  const acknowledge = useMutation(
    trpc.alarms.acknowledge.mutationOptions({ networkMode: 'always', onSettled: done }),
  );
  const word = acknowledge.isError ? wordsOf(faultOf(acknowledge.error)) : null;
  return (
    <>
      {word !== null && (
        <span role="alert" className="text-danger">
          {t(word)}
        </span>
      )}
      <button
        type="button"
        className="wall-acknowledge"
        aria-label={`${t('wall.acknowledge')}: ${city}`}
        aria-disabled={acknowledge.isPending}
        onClick={() => {
          commandId.current ??= newCommandId();
          if (!acknowledge.isPending) acknowledge.mutate({ commandId: commandId.current, id });
        }}
      >
        {t('wall.acknowledge')}
      </button>
    </>
  );
}
