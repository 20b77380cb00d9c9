import { useMutation } from '@tanstack/react-query';
import { faultOf } from '../../shared/api/fault.ts';
import { useTRPC } from '../../shared/api/trpc.ts';
import { useLanguage } from '../../shared/i18n/language.ts';
import { SureAct } from '../../shared/sure-act.tsx';
import { useCommandOptions, type Action, type City } from './use-cities.ts';

/** Calls an action off and takes that back; deletes one that nobody has heard of. */
export function ActionActs({ city, action }: { city: City; action: Action }) {
  const { t } = useLanguage();
  const trpc = useTRPC();
  const options = useCommandOptions();
  const callOff = useMutation(trpc.cities.callOffAction.mutationOptions(options));
  const reinstate = useMutation(trpc.cities.reinstateAction.mutationOptions(options));
  const remove = useMutation(trpc.cities.removeAction.mutationOptions(options));
  const body = { edition: city.edition.slug, city: city.slug, actionId: action.id };
  const heard = action.publicSince !== null || action.coming > 0 || action.outcome !== null;
  const stateOf = ({ isPending, error, reset }: typeof callOff) => ({
    isPending,
    fault: error ? faultOf(error) : null,
    onClose: reset,
  });
  return (
    <>
      {action.calledOffAt === null ? (
        <SureAct
          key="call-off"
          action={t('action.call-off')}
          question={t('action.call-off-sure')}
          danger
          {...stateOf(callOff)}
          onAct={(commandId) => callOff.mutate({ commandId, ...body })}
        >
          <p>{t('action.call-off-means')}</p>
        </SureAct>
      ) : (
        city.withdrawnAt === null && (
          <SureAct
            key="reinstate"
            action={t('action.reinstate')}
            question={t('action.reinstate-sure')}
            {...stateOf(reinstate)}
            onAct={(commandId) => reinstate.mutate({ commandId, ...body })}
          >
            <p>{t('action.reinstate-means')}</p>
          </SureAct>
        )
      )}
      {!heard && (
        <SureAct
          key="remove"
          action={t('action.remove')}
          question={t('action.remove-sure')}
          danger
          {...stateOf(remove)}
          onAct={(commandId) => remove.mutate({ commandId, ...body })}
        >
          <p>{t('action.remove-means')}</p>
        </SureAct>
      )}
    </>
  );
}
