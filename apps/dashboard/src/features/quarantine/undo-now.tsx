import { Button } from '@lantern/ui/button';
import { useState } from 'react';
import { useLanguage } from '../../shared/i18n/language.ts';
import { newestTotal, type Decided, type Outcome } from './causes.ts';
import { SureUndo } from './sure-undo.tsx';
import { useDecisions } from './use-decisions.ts';
import { useCurrent } from './use-causes.ts';

interface Props {
  /** What was decided. */
  outcome: Outcome & Decided;
  onOutcome: (outcome: Outcome) => void;
}

/** The way back from what was just decided; nothing once none of it is left to undo. */
export function UndoNow({ outcome, onOutcome }: Props) {
  const { t } = useLanguage();
  const [asking, setAsking] = useState(false);
  const current = useCurrent();
  const decision = useDecisions().data?.find(({ id }) => id === outcome.decisionId);
  if (!decision || decision.standing === 0 || !current) return null;
  const total = newestTotal(current, outcome);
  if (asking)
    return <SureUndo {...{ decision, total, onOutcome }} onClose={() => setAsking(false)} />;
  return (
    <Button type="button" look="quiet" className="mt-3" onClick={() => setAsking(true)}>
      {t('quarantine.undo-press')}
    </Button>
  );
}
