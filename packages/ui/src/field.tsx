import type { ComponentProps, ReactNode } from 'react';

/** What every control of a form is given: its words, and the fault if it has one. */
export interface FieldWords {
  id: string;
  label: string;
  /** Always visible below the control. */
  hint?: ReactNode;
  /** Present: the control is marked invalid and described by it. */
  error?: string | undefined;
}

export const CONTROL =
  'block w-full min-h-12 rounded-control border-[1.5px] border-edge bg-raised px-4 py-2.5 text-[1.0625rem] text-text ' +
  'aria-invalid:border-2 aria-invalid:border-danger';

/** The aria attributes that tie a control to its hint and its fault. */
export function describedBy({ id, hint, error }: FieldWords) {
  const ids = [error && `${id}-error`, hint && `${id}-hint`].filter(Boolean).join(' ');
  return { 'aria-invalid': error ? true : undefined, 'aria-describedby': ids || undefined };
}

/** Label above, control, then the fault in words (never colour alone), then the hint. */
export function FieldFrame({ children, ...words }: FieldWords & { children: ReactNode }) {
  const { id, label, hint, error } = words;
  return (
    <div>
      <label htmlFor={id} className="mb-1 block text-[0.9375rem] font-semibold leading-snug">
        {label}
      </label>
      {children}
      {error && <FieldError id={`${id}-error`}>{error}</FieldError>}
      {hint && (
        <p id={`${id}-hint`} className="mt-1.5 text-sm leading-snug text-muted">
          {hint}
        </p>
      )}
    </div>
  );
}

/** One fault, led by a sign so that it does not rest on colour. */
export function FieldError({ id, children }: { id: string; children: ReactNode }) {
  return (
    <p id={id} className="mt-1.5 flex gap-2 text-[0.9375rem] font-medium leading-snug text-danger">
      <svg viewBox="0 0 16 16" className="mt-0.5 size-4 shrink-0 fill-current" aria-hidden>
        <path d="M8 0a8 8 0 1 0 0 16A8 8 0 0 0 8 0Zm-1 3.5h2l-.3 5.5H7.3L7 3.5ZM8 12.8a1.2 1.2 0 1 1 0-2.4 1.2 1.2 0 0 1 0 2.4Z" />
      </svg>
      <span>{children}</span>
    </p>
  );
}

/** A one-line text control with its words. */
export function Field({
  label,
  hint,
  error,
  className = '',
  ...input
}: ComponentProps<'input'> & FieldWords) {
  const words = { id: input.id, label, hint, error };
  return (
    <FieldFrame {...words}>
      <input {...input} {...describedBy(words)} className={`${CONTROL} ${className}`} />
    </FieldFrame>
  );
}
