import { Button } from '@lantern/ui/button';
import { useState } from 'react';
import { useLanguage } from '../../shared/i18n/language.ts';
import type { Outcome } from './causes.ts';
import { SureUndo } from './sure-undo.tsx';
import { useDecisions } from './use-decisions.ts';
import { useCurrentTotal } from './use-causes.ts';

interface Props {
  decisionId: string;
  onOutcome: (outcome: Outcome) => void;
}

/** The way back from what was just decided; nothing once none of it is left to undo. */
export function UndoNow({ decisionId, onOutcome }: Props) {
  const { t } = useLanguage();
  const [asking, setAsking] = useState(false);
  const total = useCurrentTotal();
  const decision = useDecisions().data?.find(({ id }) => id === decisionId);
  if (!decision || decision.standing === 0 || total === null) return null;
  if (asking)
    return <SureUndo {...{ decision, total, onOutcome }} onClose={() => setAsking(false)} />;
  return (
    <Button type="button" look="quiet" className="mt-3" onClick={() => setAsking(true)}>
      {t('quarantine.undo-press')}
    </Button>
  );
}
