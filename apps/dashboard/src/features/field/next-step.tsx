import { outcomesOf, type Outcome } from '@lantern/schemas/action';
import { BigButton } from './big-button.tsx';
import { clockTime } from './day-time.ts';
import type { FieldAction, NextStep } from './steps.ts';
import { useWords } from './words.ts';

/** What can be said or opened from the screen. */
interface Doing {
  onStep: (step: 'on-the-way' | 'arrived') => void;
  onOutcome: (action: FieldAction, outcome: Outcome) => void;
  /** Opens all outcomes of actions. */
  onChoose: (actions: readonly FieldAction[]) => void;
  onHome: () => void;
}

interface Props extends Doing {
  /** `early`: before the day; only what was done ahead of it can be said. */
  next: NextStep | { step: 'early' };
  /** Actions without an outcome: it can be said at any time, since steps may be skipped. */
  open: readonly FieldAction[];
  timezone: string;
  /** A double tap is one: the button under the thumb changes with what was said. */
  once: (act: () => void) => () => void;
}

/** The one big next step. */
export function BigStep({ next, open, timezone, once, ...doing }: Props) {
  const { t } = useWords();
  switch (next.step) {
    case 'over':
    case 'nothing':
      return (
        <div className="rounded-card border-[1.5px] border-line bg-sunken px-5 py-4">
          <p className="font-serif text-2xl leading-title">{t(`next.${next.step}`)}</p>
          <p className="mt-2 text-muted">{t(`next.${next.step}-text`)}</p>
        </div>
      );
    case 'early':
      return open.length > 0 ? (
        <BigButton onClick={() => doing.onChoose(open)}>{t('next.skip')}</BigButton>
      ) : null;
    case 'safe-home':
      return (
        <BigButton look="next" hint={t('next.safe-home-hint')} onClick={once(doing.onHome)}>
          {t('next.safe-home')}
        </BigButton>
      );
    case 'on-the-way':
    case 'arrived': {
      const { step } = next;
      return (
        <BigButton look="next" onClick={once(() => doing.onStep(step))}>
          {t(`next.${step}`)}
        </BigButton>
      );
    }
    case 'outcome': {
      const { action, likeliest } = next;
      const { kind, startsAt } = action;
      const hint = `${t(`kind.${kind}`)} · ${clockTime(Date.parse(startsAt), timezone)}`;
      return (
        <BigButton
          look="next"
          hint={kind === 'delivery' ? undefined : hint}
          onClick={once(() => doing.onOutcome(action, likeliest))}
        >
          {t(`outcome.${likeliest}`)}
        </BigButton>
      );
    }
  }
}

/** What else may have happened, beside the next step. */
export function OtherSteps({ next, open, once, onStep, onOutcome, onChoose }: Props) {
  const { t } = useWords();
  const others = (words: string, wide: boolean) =>
    open.length > 0 && (
      <BigButton className={wide ? 'col-span-full' : ''} onClick={() => onChoose(open)}>
        {words}
      </BigButton>
    );
  switch (next.step) {
    case 'over':
    case 'nothing':
    case 'safe-home':
    case 'early':
      return null;
    case 'on-the-way':
      return (
        <>
          <BigButton onClick={once(() => onStep('arrived'))}>{t('next.arrived')}</BigButton>
          {others(t('next.skip'), false)}
        </>
      );
    case 'arrived':
      return others(t('next.skip'), true);
    case 'outcome': {
      const { action, likeliest } = next;
      const beside = outcomesOf(action.kind).filter((outcome) => outcome !== likeliest);
      return (
        <>
          {beside.slice(0, 2).map((outcome) => (
            <BigButton key={outcome} onClick={once(() => onOutcome(action, outcome))}>
              {t(`outcome.${outcome}`)}
            </BigButton>
          ))}
          {(beside.length > 2 || open.length > 1) && others(t('next.other'), true)}
        </>
      );
    }
  }
}
