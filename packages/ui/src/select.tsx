import type { ComponentProps } from 'react';
import { CONTROL, describedBy, FieldFrame, type FieldWords } from './field.tsx';

/** The system's own select: the best one on a phone, and it works without JavaScript. */
export function Select({
  label,
  hint,
  error,
  className = '',
  ...select
}: ComponentProps<'select'> & FieldWords) {
  const words = { id: select.id, label, hint, error };
  return (
    <FieldFrame {...words}>
      <div className="relative">
        <select
          {...select}
          {...describedBy(words)}
          className={`${CONTROL} appearance-none pe-11 ${className}`}
        />
        <svg
          viewBox="0 0 16 16"
          aria-hidden
          className="pointer-events-none absolute inset-y-0 end-4 my-auto size-4 fill-none stroke-current stroke-2"
        >
          <path d="m3 6 5 5 5-5" />
        </svg>
      </div>
    </FieldFrame>
  );
}
