import { useMutation } from '@tanstack/react-query';
import { faultOf } from '../../shared/api/fault.ts';
import { useTRPC } from '../../shared/api/trpc.ts';
import { useLanguage } from '../../shared/i18n/language.ts';
import { SureAct } from '../../shared/sure-act.tsx';
import { useCommandOptions, type Shift } from './use-duty.ts';

/** Takes a shift out, and says what that leaves. */
export function RemoveShift({ shift }: { shift: Shift }) {
  const { t } = useLanguage();
  const { mutate, isPending, error, reset } = useMutation(
    useTRPC().duty.remove.mutationOptions(useCommandOptions()),
  );
  return (
    <SureAct
      action={t('duty.remove')}
      question={t('duty.remove-sure', { name: shift.name })}
      danger
      isPending={isPending}
      fault={error && !isPending ? faultOf(error) : null}
      onAct={(commandId) => mutate({ commandId, id: shift.id })}
      onClose={reset}
    >
      <p>{t('duty.remove-means')}</p>
    </SureAct>
  );
}
