import { Notice } from '@lantern/ui/notice';
import { useLanguage } from '../../shared/i18n/language.ts';
import { useFocus } from '../../shared/use-focus.ts';
import type { Outcome } from './causes.ts';
import { UndoNow } from './undo-now.tsx';

const DONE = {
  released: 'quarantine.released-done',
  voided: 'quarantine.voided-done',
  undone: 'quarantine.undone-done',
} as const;

interface Props {
  outcome: Outcome;
  onOutcome: (outcome: Outcome) => void;
}

/** How a decision ended, and the way back; takes the focus, since what was pressed is gone. */
export function OutcomeNotice({ outcome, onOutcome }: Props) {
  const { t, locale } = useLanguage();
  const notice = useFocus<HTMLDivElement>();
  if (outcome.kind === 'conflict') {
    return (
      <Notice
        ref={notice}
        role="alert"
        tone="warm"
        className="mt-4 max-w-reading"
        title={t('quarantine.conflict')}
      >
        {t('quarantine.conflict-text')}
      </Notice>
    );
  }
  const { kind, count, missing } = outcome;
  const total = new Intl.NumberFormat(locale).format(outcome.total);
  return (
    <Notice ref={notice} className="mt-4 max-w-reading" title={t(DONE[kind], { n: count })}>
      <p>{t('quarantine.total-now', { total })}</p>
      {missing > 0 && <p>{t('quarantine.missing', { n: missing })}</p>}
      {kind !== 'undone' && <UndoNow outcome={outcome} onOutcome={onOutcome} />}
    </Notice>
  );
}
