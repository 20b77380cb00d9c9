import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { faultOf } from '../../shared/api/fault.ts';
import { useTRPC } from '../../shared/api/trpc.ts';
import { newCommandId } from '../../shared/command-id.ts';
import { useLanguage } from '../../shared/i18n/language.ts';
import { SureFrame } from '../../shared/sure-frame.tsx';
import { Trouble } from '../../shared/trouble.tsx';
import type { Asked, Person } from './people.ts';
import { useReread } from './use-reread.ts';

/** What is done about one person. */
export interface TaskProps {
  person: Person;
  /** Told what became of it, where a second person may be needed. */
  onDone: (asked: Asked | null) => void;
  onClose: () => void;
}

/** Shuts somebody out at once; that needs nobody else. */
export function Freeze({ person, onDone, onClose }: TaskProps) {
  const { t } = useLanguage();
  const trpc = useTRPC();
  const reread = useReread();
  const [commandId] = useState(() => newCommandId());
  const freeze = useMutation(
    trpc.auth.freeze.mutationOptions({
      networkMode: 'always',
      onSuccess: async () => {
        await reread();
        onDone(null);
      },
    }),
  );
  const fault = freeze.error && !freeze.isPending ? faultOf(freeze.error) : null;
  return (
    <SureFrame
      question={t('people.freeze-sure', { email: person.email })}
      action={t('people.freeze-now')}
      acting={t('people.freezing')}
      danger
      isPending={freeze.isPending}
      fault={fault === 'conflict' ? null : fault}
      onAct={() => freeze.mutate({ commandId, accountId: person.id })}
      onClose={onClose}
    >
      <p>{t('people.freeze-told')}</p>
      {fault === 'conflict' && <Trouble text={t('people.last-admin')} />}
    </SureFrame>
  );
}

/** Lets somebody in again, or asks a second person for it. */
export function Unfreeze({ person, onDone, onClose }: TaskProps) {
  const { t } = useLanguage();
  const trpc = useTRPC();
  const reread = useReread();
  const [commandId] = useState(() => newCommandId());
  const unfreeze = useMutation(
    trpc.auth.unfreeze.mutationOptions({
      networkMode: 'always',
      onSuccess: async (asked) => {
        await reread();
        onDone(asked);
      },
    }),
  );
  return (
    <SureFrame
      question={t('people.unfreeze-sure', { email: person.email })}
      action={t('people.unfreeze')}
      acting={t('people.unfreezing')}
      isPending={unfreeze.isPending}
      fault={unfreeze.error && !unfreeze.isPending ? faultOf(unfreeze.error) : null}
      onAct={() => unfreeze.mutate({ commandId, accountId: person.id })}
      onClose={onClose}
    >
      <p>{t('people.unfreeze-told')}</p>
    </SureFrame>
  );
}
