import type { ComponentProps } from 'react';
import { CONTROL, describedBy, FieldFrame, type FieldWords } from './field.tsx';

/** A control for text of many lines with its words; its height is the reader's to change. */
export function TextArea({
  label,
  hint,
  error,
  className = '',
  ...textarea
}: ComponentProps<'textarea'> & FieldWords) {
  const words = { id: textarea.id, label, hint, error };
  return (
    <FieldFrame {...words}>
      <textarea
        {...textarea}
        {...describedBy(words)}
        className={`${CONTROL} resize-y ${className}`}
      />
    </FieldFrame>
  );
}
