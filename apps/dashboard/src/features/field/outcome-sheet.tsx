import { outcomesOf, type Outcome } from '@lantern/schemas/action';
import { TextArea } from '@lantern/ui/textarea';
import { NOTE_MAX } from '@lantern/schemas/field-terms';
import { useState } from 'react';
import { BigButton } from './big-button.tsx';
import { Choices } from './choices.tsx';
import { Sheet } from './sheet.tsx';
import { subject } from './step-list.tsx';
import type { FieldAction, Mark } from './steps.ts';
import { useWords } from './words.ts';

interface Props {
  actions: readonly FieldAction[];
  onOutcome: (actionId: string, outcome: Outcome) => void;
  onClose: () => void;
}

/** All outcomes that actions can have; each is said with one press, and can be undone. */
export function OutcomeSheet({ actions, onOutcome, onClose }: Props) {
  const { t } = useWords();
  return (
    <Sheet title={t('next.skip')} onClose={onClose}>
      <p className="text-muted">{t('outcome.undo-hint')}</p>
      {actions.map((action) => (
        <section key={action.id} aria-labelledby={action.id} className="mt-5">
          <h3 id={action.id} className="text-xl">
            {subject(action, t)}
          </h3>
          <div className="mt-3 grid gap-3">
            {outcomesOf(action.kind).map((outcome) => (
              <BigButton key={outcome} onClick={() => onOutcome(action.id, outcome)}>
                {t(`outcome.${outcome}`)}
              </BigButton>
            ))}
          </div>
        </section>
      ))}
    </Sheet>
  );
}

interface CorrectProps {
  action: FieldAction;
  mark: Mark;
  onCorrect: (outcome: Outcome, reason: string) => void;
  onClose: () => void;
}

/** Another outcome in the place of the one that was said, with the reason. */
export function CorrectSheet({ action, mark, onCorrect, onClose }: CorrectProps) {
  const { t } = useWords();
  const [outcome, setOutcome] = useState<Outcome | null>(mark.outcome);
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const same = outcome === null || outcome === mark.outcome;
  const words = reason.trim();
  const send = () => {
    if (same || words === '') setTried(true);
    else onCorrect(outcome, words);
  };
  return (
    <Sheet title={t('outcome.correct-title', { what: subject(action, t) })} onClose={onClose}>
      <p className="text-muted">{t('outcome.correct-lead')}</p>
      <div className="mt-5 grid gap-5">
        <Choices
          legend={t('outcome.now')}
          name="outcome"
          values={outcomesOf(action.kind)}
          chosen={outcome}
          words={(value) => t(`outcome.${value}`)}
          onChoose={setOutcome}
          error={tried && same ? t('outcome.same') : undefined}
        />
        <TextArea
          id="reason"
          label={t('outcome.reason')}
          rows={3}
          maxLength={NOTE_MAX}
          value={reason}
          error={tried && words === '' ? t('outcome.reason-missing') : undefined}
          onChange={(event) => setReason(event.target.value)}
        />
        <BigButton look="send" onClick={send}>
          {t('outcome.correct-send')}
        </BigButton>
      </div>
    </Sheet>
  );
}
