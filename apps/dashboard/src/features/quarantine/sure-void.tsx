import { VOID_REASONS, type VoidReason } from '@lantern/schemas/quarantine';
import { Select } from '@lantern/ui/select';
import { useId, useState } from 'react';
import { useLanguage } from '../../shared/i18n/language.ts';
import { SureFrame } from '../../shared/sure-frame.tsx';
import { totalAfter, VOID_REASON_WORDS, type Outcome, type Press } from './causes.ts';
import { Effect } from './effect.tsx';
import { useDecision } from './use-decision.ts';

interface Props {
  press: Press;
  total: number;
  onOutcome: (outcome: Outcome) => void;
  onClose: () => void;
}

/** Asks before signatures are taken out: for a reason, which is published. */
export function SureVoid({ press, total, onOutcome, onClose }: Props) {
  const { t } = useLanguage();
  const id = useId();
  const { isPending, fault, take } = useDecision(press, { onOutcome, onClose });
  const [reason, setReason] = useState<VoidReason | null>(null);
  const [tried, setTried] = useState(false);
  const n = press.count;
  const act = () => {
    setTried(true);
    if (reason) take(reason);
  };
  return (
    <SureFrame
      danger
      question={t('quarantine.void-sure', { n })}
      action={t('quarantine.void-confirm', { n })}
      acting={t('quarantine.voiding', { n })}
      note={t('quarantine.all-or-none')}
      {...{ isPending, fault, onClose }}
      onAct={act}
    >
      <Effect before={total} after={totalAfter(total, 'void', press)} />
      <ul className="list-disc ps-5">
        <li>{t('quarantine.void-final')}</li>
        {press.selection.state === 'confirmed' && <li>{t('quarantine.void-published')}</li>}
        <li>{t('quarantine.void-undo')}</li>
      </ul>
      <Reason id={`${id}-reason`} missing={tried && !reason} {...{ reason, setReason }} />
    </SureFrame>
  );
}

interface ReasonProps {
  id: string;
  missing: boolean;
  reason: VoidReason | null;
  setReason: (reason: VoidReason | null) => void;
}

/** None is chosen beforehand. */
function Reason({ id, missing, reason, setReason }: ReasonProps) {
  const { t } = useLanguage();
  return (
    <Select
      id={id}
      label={t('quarantine.reason')}
      error={missing ? t('quarantine.reason-missing') : undefined}
      value={reason ?? ''}
      onChange={({ target }) =>
        setReason(VOID_REASONS.find((known) => known === target.value) ?? null)
      }
    >
      <option value="">{t('quarantine.reason-choose')}</option>
      {VOID_REASONS.map((known) => (
        <option key={known} value={known}>
          {t(VOID_REASON_WORDS[known])}
        </option>
      ))}
    </Select>
  );
}
