import { Button } from '@lantern/ui/button';
import type { ReactNode } from 'react';
import { wordsOf, type Fault } from './api/fault.ts';
import { useLanguage } from './i18n/language.ts';
import { Trouble } from './trouble.tsx';
import { useFocus } from './use-focus.ts';

/** What all such questions share. */
interface Props {
  question: string;
  action: string;
  /** Said while it is under way, in place of `action`. */
  acting: string;
  /** Said below while it is under way. */
  note?: string;
  danger?: boolean;
  isPending: boolean;
  fault: Fault | null;
  onAct: () => void;
  onClose: () => void;
  /** What it does, and what is asked for. */
  children: ReactNode;
}

/** The question before a decision: what it does, the press that does it, and the way back. */
export function SureFrame(props: Props) {
  const { t } = useLanguage();
  const { question, action, acting, danger = false, isPending, fault, children } = props;
  const start = useFocus<HTMLParagraphElement>();
  const tone = danger ? 'border-danger bg-danger-soft' : 'border-accent bg-flame-soft';
  return (
    <form
      noValidate
      aria-busy={isPending}
      className={`mt-6 grid max-w-reading gap-3 rounded-control border-[1.5px] p-4 leading-snug ${tone}`}
      onSubmit={(event) => {
        event.preventDefault();
        if (!isPending) props.onAct();
      }}
    >
      <p ref={start} tabIndex={-1} className="text-lg font-semibold">
        {question}
      </p>
      {children}
      {fault && <Trouble text={t(wordsOf(fault))} />}
      <div className="flex flex-wrap gap-3">
        <Button look={danger ? 'danger' : 'primary'} aria-disabled={isPending}>
          {isPending ? acting : action}
        </Button>
        <Button type="button" look="quiet" disabled={isPending} onClick={props.onClose}>
          {t('state.cancel')}
        </Button>
      </div>
      {isPending && (
        <output>
          <progress className="h-2 w-full accent-text" aria-label={acting} />
          {props.note && <span className="text-sm text-muted">{props.note}</span>}
        </output>
      )}
    </form>
  );
}
