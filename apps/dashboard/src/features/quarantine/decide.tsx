import { Button } from '@lantern/ui/button';
import { useState } from 'react';
import { newCommandId } from '../../shared/command-id.ts';
import { useLanguage } from '../../shared/i18n/language.ts';
import { pressOn, type Cause, type Outcome, type Press } from './causes.ts';
import { SureRelease } from './sure-release.tsx';
import { SureVoid } from './sure-void.tsx';

interface Props {
  cause: Cause;
  /** The total as it stands. */
  total: number;
  onOutcome: (outcome: Outcome) => void;
}

interface Asked {
  act: 'release' | 'void';
  press: Press;
}

/** Lets what waits count, or takes it out; each after saying what it does. */
export function DecideHeld({ cause, total, onOutcome }: Props) {
  const { t } = useLanguage();
  // The command is made when it is pressed; sending it again after a lost answer is the same one.
  const [asked, setAsked] = useState<Asked | null>(null);
  const ask = (act: Asked['act']) =>
    setAsked({ act, press: pressOn(cause, 'quarantined', newCommandId()) });
  const sure = { total, onOutcome, onClose: () => setAsked(null) };
  if (asked?.act === 'release') return <SureRelease {...sure} press={asked.press} />;
  if (asked?.act === 'void') return <SureVoid {...sure} press={asked.press} />;
  return (
    <div className="mt-6 flex flex-wrap gap-3">
      <Button type="button" onClick={() => ask('release')}>
        {t('quarantine.release')}
      </Button>
      <Button type="button" look="danger" onClick={() => ask('void')}>
        {t('quarantine.void')}
      </Button>
    </div>
  );
}

/** Takes out what was let count before. */
export function DecideReleased({ cause, total, onOutcome }: Props) {
  const { t } = useLanguage();
  const [asked, setAsked] = useState<Asked | null>(null);
  const sure = { total, onOutcome, onClose: () => setAsked(null) };
  if (asked) return <SureVoid {...sure} press={asked.press} />;
  return (
    <Button
      type="button"
      look="danger"
      className="mt-6"
      onClick={() => setAsked({ act: 'void', press: pressOn(cause, 'confirmed', newCommandId()) })}
    >
      {t('quarantine.undo')}
    </Button>
  );
}
