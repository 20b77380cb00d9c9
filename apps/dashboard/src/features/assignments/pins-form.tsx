import { isPoorPin, PIN_MAX, PIN_MIN } from '@lantern/schemas/pins';
import { Button } from '@lantern/ui/button';
import { Field } from '@lantern/ui/field';
import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { faultOf, wordsOf } from '../../shared/api/fault.ts';
import { useTRPC } from '../../shared/api/trpc.ts';
import { newCommandId } from '../../shared/command-id.ts';
import { useLanguage } from '../../shared/i18n/language.ts';
import { Trouble } from '../../shared/trouble.tsx';
import { useAssignmentCommand, type OwnCity } from './use-assignments.ts';

interface Props {
  city: OwnCity;
  edition: string | undefined;
  onDone: () => void;
}

/** The PIN of coming home, and the one that calls for help. Neither is kept on the device. */
export function PinsForm({ city, edition, onDone }: Props) {
  const { t } = useLanguage();
  const { save, send } = useSave(edition, onDone);
  const [pins, setPins] = useState({ pin: '', duress: '' });
  const [shown, show] = useState(false);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    show(true);
    const isWhole = !isPoorPin(pins.pin) && !isPoorPin(pins.duress) && pins.pin !== pins.duress;
    if (isWhole && !save.isPending) send(pins);
  };
  const field = (name: 'pin' | 'duress') => ({
    id: `${name}-${city.id}`,
    value: pins[name],
    inputMode: 'numeric' as const,
    // No browser should offer to keep it: whoever holds the phone would find it there.
    autoComplete: 'off',
    maxLength: PIN_MAX,
    className: 'tracking-[0.3em] tabular-nums',
    onChange: (event: { target: { value: string } }) => {
      setPins({ ...pins, [name]: event.target.value.replaceAll(/\D/gu, '') });
      save.reset();
    },
  });
  const poor = t('ready.pins-poor', { min: PIN_MIN, max: PIN_MAX });
  const same = pins.duress !== '' && pins.duress === pins.pin ? t('ready.pins-same') : undefined;
  return (
    <form noValidate autoComplete="off" className="grid gap-4" onSubmit={submit}>
      <p>{t('ready.pins-home')}</p>
      <p>{t('ready.pins-duress')}</p>
      <p>{t('ready.pins-doubt')}</p>
      {city.readiness['pins-set'] && <p className="text-muted">{t('ready.pins-again')}</p>}
      <Field
        {...field('pin')}
        label={t('ready.pin')}
        hint={t('ready.pin-hint', { min: PIN_MIN, max: PIN_MAX })}
        error={shown && isPoorPin(pins.pin) ? poor : undefined}
      />
      <Field
        {...field('duress')}
        label={t('ready.duress')}
        hint={t('ready.duress-hint')}
        error={shown ? (same ?? (isPoorPin(pins.duress) ? poor : undefined)) : undefined}
      />
      {save.error && !save.isPending && <Trouble text={t(wordsOf(faultOf(save.error)))} />}
      <Button aria-disabled={save.isPending}>{t('ready.pins-done')}</Button>
    </form>
  );
}

function useSave(edition: string | undefined, onDone: () => void) {
  const trpc = useTRPC();
  const { reread } = useAssignmentCommand();
  const save = useMutation(
    trpc.assignments.setPins.mutationOptions({
      networkMode: 'always',
      onSuccess: async () => {
        await reread();
        onDone();
      },
    }),
  );
  // Setting the same PINs twice is as setting them once, so each press may be a command of its own.
  const send = (pins: { pin: string; duress: string }) =>
    save.mutate({ commandId: newCommandId(), edition, ...pins });
  return { save, send };
}
