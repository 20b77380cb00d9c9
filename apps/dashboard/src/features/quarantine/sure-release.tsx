import { useLanguage } from '../../shared/i18n/language.ts';
import { SureFrame } from '../../shared/sure-frame.tsx';
import { totalAfter, type Outcome, type Press } from './causes.ts';
import { Effect } from './effect.tsx';
import { useDecision } from './use-decision.ts';

interface Props {
  press: Press;
  total: number;
  onOutcome: (outcome: Outcome) => void;
  onClose: () => void;
}

/** Asks before what waits counts. */
export function SureRelease({ press, total, onOutcome, onClose }: Props) {
  const { t } = useLanguage();
  const { isPending, fault, release } = useDecision(press, { onOutcome, onClose });
  const n = press.count;
  return (
    <SureFrame
      question={t('quarantine.release-sure', { n })}
      action={t('quarantine.release-confirm', { n })}
      acting={t('quarantine.releasing', { n })}
      note={t('quarantine.all-or-none')}
      {...{ isPending, fault, onClose }}
      onAct={release}
    >
      <Effect before={total} after={totalAfter(total, 'release', press)} />
      <ul className="list-disc ps-5">
        <li>{t('quarantine.release-told')}</li>
        <li>{t('quarantine.release-undo')}</li>
      </ul>
    </SureFrame>
  );
}
