import type { ComponentProps } from 'react';

const LOOKS = {
  /** The one thing to do now. */
  next: 'bg-action text-on-action border-transparent min-h-24 text-[1.625rem] rounded-card',
  /** As large as a thumb, beside others. */
  plain: 'bg-raised text-text border-edge min-h-16 text-[1.0625rem] rounded-card',
  trouble: 'bg-danger-soft text-danger border-danger min-h-16 text-[1.0625rem] rounded-card',
  /** What ends a form. */
  send: 'bg-action text-on-action border-transparent min-h-16 text-xl rounded-card',
} as const;

/** A button for one thumb in bad light; `hint` is said below its words. */
export function BigButton({
  look = 'plain',
  hint,
  children,
  className = '',
  ...rest
}: ComponentProps<'button'> & { look?: keyof typeof LOOKS; hint?: string | undefined }) {
  return (
    <button
      type="button"
      {...rest}
      className={`flex w-full flex-col items-center justify-center border-[1.5px] px-3 py-2.5 text-center leading-tight font-semibold break-words aria-disabled:opacity-60 ${LOOKS[look]} ${className}`}
    >
      {children}
      {hint && <span className="mt-1 text-base font-normal">{hint}</span>}
    </button>
  );
}
