import { useLanguage } from '../../shared/i18n/language.ts';
import { SureFrame } from '../../shared/sure-frame.tsx';
import type { Decision, Outcome } from './causes.ts';
import { Effect } from './effect.tsx';
import { useUndo } from './use-undo.ts';

interface Props {
  decision: Decision;
  /** The total as it stands. */
  total: number;
  onOutcome: (outcome: Outcome) => void;
  onClose: () => void;
}

/** Asks before a decision is undone, and says what that does to the total. */
export function SureUndo({ decision, total, onOutcome, onClose }: Props) {
  const { t } = useLanguage();
  const { isPending, fault, undo } = useUndo(decision.id, onOutcome);
  const { kind, standing: n, counting } = decision;
  const released = kind === 'release';
  return (
    <SureFrame
      question={t('quarantine.undo-sure', { n })}
      action={t('quarantine.undo-confirm', { n })}
      acting={t('quarantine.undoing', { n })}
      note={t('quarantine.all-or-none')}
      {...{ isPending, fault, onClose }}
      onAct={undo}
    >
      <Effect
        before={total}
        after={released ? total - counting : total + counting}
        words="quarantine.effect-undo"
      />
      <p>{t(released ? 'quarantine.undo-release-told' : 'quarantine.undo-void-told')}</p>
    </SureFrame>
  );
}
