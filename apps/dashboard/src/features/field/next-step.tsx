import { outcomesOf, type Outcome } from '@lantern/schemas/action';
import { useRef } from 'react';
import { BigButton } from './big-button.tsx';
import { subject } from './step-list.tsx';
import type { FieldAction, NextStep as Next } from './steps.ts';
import { useWords } from './words.ts';

/** A second tap that soon is the same tap: it must not say the step after as well, ms. */
const ONE_TAP_MS = 1_200;

/** What can be said or opened from the screen. */
interface Doing {
  onStep: (step: 'on-the-way' | 'arrived') => void;
  onOutcome: (action: FieldAction, outcome: Outcome) => void;
  /** Opens all outcomes of an action. */
  onChoose: (action: FieldAction) => void;
  onHome: () => void;
}

interface Props extends Doing {
  /** `early`: before the day; only what was done ahead of it can be said. */
  next: Next | { step: 'early' };
  /** Actions whose outcome can be said already, since steps may be skipped. */
  open: readonly FieldAction[];
}

/** The one big next step, and beside it what else may have happened. */
export function NextStep({ next, open, ...doing }: Props) {
  const { t } = useWords();
  const once = useOneTap();
  switch (next.step) {
    case 'over':
    case 'nothing':
      return (
        <div className="rounded-card border-[1.5px] border-line bg-sunken px-5 py-5">
          <p className="font-serif text-2xl leading-title">{t(`next.${next.step}`)}</p>
          <p className="mt-2 text-muted">{t(`next.${next.step}-text`)}</p>
        </div>
      );
    case 'safe-home':
      return (
        <BigButton look="next" hint={t('next.safe-home-hint')} onClick={once(doing.onHome)}>
          {t('next.safe-home')}
        </BigButton>
      );
    case 'early':
      return <Early open={open} onChoose={doing.onChoose} />;
    case 'on-the-way':
    case 'arrived': {
      const { step } = next;
      return (
        <div className="grid gap-3">
          <BigButton look="next" onClick={once(() => doing.onStep(step))}>
            {t(`next.${step}`)}
          </BigButton>
          <div className="grid grid-cols-2 gap-3 max-[19rem]:grid-cols-1">
            {step === 'on-the-way' && (
              <BigButton onClick={once(() => doing.onStep('arrived'))}>
                {t('next.arrived')}
              </BigButton>
            )}
            {open.map((action) => (
              <BigButton key={action.id} onClick={() => doing.onChoose(action)}>
                {open.length === 1 ? t('next.skip') : subject(action, t)}
              </BigButton>
            ))}
          </div>
        </div>
      );
    }
    case 'outcome':
      return <Outcomes next={next} once={once} {...doing} />;
  }
}

function Early({ open, onChoose }: Pick<Props, 'open' | 'onChoose'>) {
  const { t } = useWords();
  return open.map((action) => (
    <BigButton key={action.id} onClick={() => onChoose(action)}>
      {open.length === 1 ? t('next.skip') : subject(action, t)}
    </BigButton>
  ));
}

interface OutcomesProps extends Doing {
  next: Extract<Next, { step: 'outcome' }>;
  once: (act: () => void) => () => void;
}

function Outcomes({ next, once, onOutcome, onChoose }: OutcomesProps) {
  const { t } = useWords();
  const { action, likeliest } = next;
  const beside = outcomesOf(action.kind).filter((outcome) => outcome !== likeliest);
  return (
    <div className="grid gap-3">
      <BigButton
        look="next"
        hint={action.kind === 'delivery' ? undefined : t(`kind.${action.kind}`)}
        onClick={once(() => onOutcome(action, likeliest))}
      >
        {t(`outcome.${likeliest}`)}
      </BigButton>
      <div className="grid grid-cols-2 gap-3 max-[19rem]:grid-cols-1">
        {beside.slice(0, 2).map((outcome) => (
          <BigButton key={outcome} onClick={once(() => onOutcome(action, outcome))}>
            {t(`outcome.${outcome}`)}
          </BigButton>
        ))}
        {beside.length > 2 && (
          <BigButton className="col-span-full min-h-12" onClick={() => onChoose(action)}>
            {t('next.other')}
          </BigButton>
        )}
      </div>
    </div>
  );
}

/** Presses through the whole panel count once: the button under the thumb changes with what was said. */
function useOneTap(): (act: () => void) => () => void {
  const last = useRef(Number.NEGATIVE_INFINITY);
  return (act) => () => {
    const now = performance.now();
    if (now - last.current < ONE_TAP_MS) return;
    last.current = now;
    act();
  };
}
