import { Button } from '@lantern/ui/button';
import { useState, type ReactNode } from 'react';
import type { Fault } from './api/fault.ts';
import { newCommandId } from './command-id.ts';
import { useLanguage } from './i18n/language.ts';
import { SureFrame } from './sure-frame.tsx';

interface Props {
  /** The press that asks, and then does it. */
  action: string;
  question: string;
  danger?: boolean;
  isPending: boolean;
  fault: Fault | null;
  /** With an id made when the person acted: pressing again after a lost answer does nothing twice. */
  onAct: (commandId: string) => void;
  /** Forgets a fault. */
  onClose: () => void;
  /** What it does, and what is asked for. */
  children: ReactNode;
}

/** A press that asks before it acts. */
export function SureAct({ action, question, danger = false, onAct, onClose, ...props }: Props) {
  const { t } = useLanguage();
  const [commandId, setCommandId] = useState<string | null>(null);
  if (commandId === null)
    return (
      <Button
        type="button"
        look={danger ? 'danger' : 'quiet'}
        onClick={() => setCommandId(newCommandId())}
      >
        {action}
      </Button>
    );
  return (
    <div className="basis-full">
      <SureFrame
        {...{ question, action, danger }}
        acting={t('standing.acting')}
        isPending={props.isPending}
        fault={props.fault}
        onAct={() => onAct(commandId)}
        onClose={() => {
          setCommandId(null);
          onClose();
        }}
      >
        {props.children}
      </SureFrame>
    </div>
  );
}
