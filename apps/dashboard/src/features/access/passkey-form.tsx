import { Button } from '@lantern/ui/button';
import { Field } from '@lantern/ui/field';
import { useState, type FormEvent } from 'react';
import { useLanguage } from '../../shared/i18n/language.ts';
import type { CeremonyOutcome } from './ceremonies.ts';
import { CeremonyNotice } from './ceremony-notice.tsx';
import { deviceName } from './device-name.ts';
import { useCeremony } from './use-ceremony.ts';

interface Props {
  /** What the button says. */
  action: string;
  make: (name: string) => Promise<CeremonyOutcome>;
  onMade: () => void;
}

/** Names a passkey and makes it. */
export function PasskeyForm({ action, make, onMade }: Props) {
  const { t } = useLanguage();
  const [name, setName] = useState(() => deviceName(navigator.userAgent));
  const { running, fault, run } = useCeremony();
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (await run(() => make(name.trim() || t('passkey.unnamed')))) onMade();
  };
  return (
    <form onSubmit={(event) => void submit(event)} className="grid gap-5" noValidate>
      <Field
        id="passkey-name"
        label={t('passkey.name')}
        hint={t('passkey.name-hint')}
        value={name}
        maxLength={60}
        autoComplete="off"
        onChange={(event) => setName(event.target.value)}
      />
      {fault && <CeremonyNotice fault={fault} />}
      <Button aria-disabled={running}>{running ? t('passkey.waiting') : action}</Button>
    </form>
  );
}
