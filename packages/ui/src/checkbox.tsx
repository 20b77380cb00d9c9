import type { ComponentProps, ReactNode } from 'react';

/** A choice; the whole line is the target, at least 44 px high. */
export function Checkbox({
  label,
  note,
  ...input
}: Omit<ComponentProps<'input'>, 'type'> & { id: string; label: string; note?: ReactNode }) {
  const noteId = `${input.id}-note`;
  return (
    <div className="relative flex min-h-touch items-start gap-3 py-2.5">
      <input
        {...input}
        type="checkbox"
        aria-describedby={note ? noteId : undefined}
        className="relative z-1 mt-0.5 size-6 shrink-0 accent-text"
      />
      <div className="leading-snug">
        <label htmlFor={input.id} className="before:absolute before:inset-0">
          {label}
        </label>
        {note && (
          <p id={noteId} className="mt-0.5 text-sm text-muted">
            {note}
          </p>
        )}
      </div>
    </div>
  );
}
