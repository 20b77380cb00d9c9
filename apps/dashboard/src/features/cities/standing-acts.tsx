import { REASON_MAX } from '@lantern/schemas/city-limits';
import { Field } from '@lantern/ui/field';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { faultOf } from '../../shared/api/fault.ts';
import { useTRPC } from '../../shared/api/trpc.ts';
import { useLanguage } from '../../shared/i18n/language.ts';
import { SureAct } from '../../shared/sure-act.tsx';
import { useCommandOptions, type City } from './use-cities.ts';

/** Hides a city, takes it out, makes it one of the other kind; and each of these back. */
export function StandingActs({ city }: { city: City }) {
  return (
    <div className="flex flex-wrap gap-3">
      <Visibility key={`hidden-${String(city.hiddenAt)}`} city={city} />
      <Kind key={city.kind} city={city} />
      <Participation key={`withdrawn-${String(city.withdrawnAt)}`} city={city} />
    </div>
  );
}

const bodyOf = ({ edition, slug }: City) => ({ edition: edition.slug, city: slug });
const shown = ({ isPending, error, reset }: Pending) => ({
  isPending,
  fault: error ? faultOf(error) : null,
  onClose: reset,
});
interface Pending {
  isPending: boolean;
  error: unknown;
  reset: () => void;
}

function Visibility({ city }: { city: City }) {
  const { t } = useLanguage();
  const trpc = useTRPC();
  const options = useCommandOptions();
  const hide = useMutation(trpc.cities.hide.mutationOptions(options));
  const show = useMutation(trpc.cities.show.mutationOptions(options));
  const act = city.hiddenAt === null ? 'hide' : 'show';
  const command = act === 'hide' ? hide : show;
  return (
    <SureAct
      action={t(`standing.${act}`)}
      question={t(`standing.${act}-sure`)}
      {...shown(command)}
      onAct={(commandId) => command.mutate({ commandId, ...bodyOf(city) })}
    >
      <p>{t(`standing.${act}-means`)}</p>
    </SureAct>
  );
}

function Kind({ city }: { city: City }) {
  const { t } = useLanguage();
  const trpc = useTRPC();
  const set = useMutation(trpc.cities.setKind.mutationOptions(useCommandOptions()));
  const kind = city.kind === 'delivery' ? 'solidarity' : 'delivery';
  // Where nobody may go to a mission, nothing can be handed in.
  if (kind === 'delivery' && city.mission?.offered !== true) return null;
  const action = t(`standing.to-${kind}`);
  return (
    <SureAct
      action={action}
      question={`${action}?`}
      {...shown(set)}
      onAct={(commandId) => set.mutate({ commandId, ...bodyOf(city), kind })}
    >
      <p>{t('standing.kind-means')}</p>
    </SureAct>
  );
}

function Participation({ city }: { city: City }) {
  const { t } = useLanguage();
  const trpc = useTRPC();
  const options = useCommandOptions();
  const [reason, setReason] = useState('');
  const [missing, setMissing] = useState(false);
  const withdraw = useMutation(trpc.cities.withdraw.mutationOptions(options));
  const rejoin = useMutation(trpc.cities.rejoin.mutationOptions(options));
  if (city.withdrawnAt !== null)
    return (
      <SureAct
        action={t('standing.rejoin')}
        question={t('standing.rejoin-sure')}
        {...shown(rejoin)}
        onAct={(commandId) => rejoin.mutate({ commandId, ...bodyOf(city) })}
      >
        <p>{t('standing.rejoin-means')}</p>
      </SureAct>
    );
  return (
    <SureAct
      action={t('standing.withdraw')}
      question={t('standing.withdraw-sure')}
      danger
      {...shown(withdraw)}
      onAct={(commandId) => {
        setMissing(reason.trim() === '');
        if (reason.trim() !== '') withdraw.mutate({ commandId, ...bodyOf(city), reason });
      }}
    >
      <p>{t('standing.withdraw-means')}</p>
      <Field
        id="withdraw-reason"
        label={t('standing.reason')}
        maxLength={REASON_MAX}
        autoComplete="off"
        value={reason}
        error={missing ? t('fault.field-empty') : undefined}
        onChange={({ target }) => setReason(target.value)}
      />
    </SureAct>
  );
}
