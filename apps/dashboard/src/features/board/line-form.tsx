import { Button } from '@lantern/ui/button';
import { Field } from '@lantern/ui/field';
import { useState } from 'react';
import { faultOf, wordsOf } from '../../shared/api/fault.ts';
import { useLanguage } from '../../shared/i18n/language.ts';
import { Trouble } from '../../shared/trouble.tsx';

interface Props {
  id: string;
  label: string;
  /** What the press does. */
  action: string;
  required?: boolean;
  isPending: boolean;
  /** What went wrong last; null: nothing. */
  error: unknown;
  onSend: (line: string) => void;
}

/** One line and the press that sends it, where it stands in a timeline. */
export function LineForm({ id, label, action, required = false, ...send }: Props) {
  const { t } = useLanguage();
  const [line, setLine] = useState('');
  const isHeld = send.isPending || (required && line.trim() === '');
  return (
    <form
      className="mt-2 grid gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        if (!isHeld) send.onSend(line);
      }}
    >
      <Field
        id={id}
        label={label}
        required={required}
        value={line}
        onChange={({ target }) => setLine(target.value)}
      />
      {send.error !== null && <Trouble text={t(wordsOf(faultOf(send.error)))} />}
      <Button look="quiet" aria-disabled={isHeld}>
        {action}
      </Button>
    </form>
  );
}
