import type { ComponentProps } from 'react';

const LOOKS = {
  /** The one thing to do here. */
  primary: 'bg-action text-on-action border-transparent hover:opacity-90',
  /** Anything else that can be pressed. */
  quiet: 'bg-transparent text-text border-edge hover:bg-sunken',
  /** What cannot be taken back. */
  danger: 'bg-transparent text-danger border-danger hover:bg-danger-soft',
} as const;

type Look = keyof typeof LOOKS;

const SHAPE =
  'inline-flex min-h-touch items-center justify-center gap-2.5 rounded-control border-2 px-5 py-2.5 ' +
  'text-center font-semibold leading-tight no-underline disabled:opacity-60 aria-disabled:opacity-60';

/** The classes of a button, for links that look like one. */
export function buttonClass(look: Look = 'primary', className = ''): string {
  return `${SHAPE} ${LOOKS[look]} ${className}`;
}

/** A button of at least 44 px. `type` is `submit` unless told otherwise, as in HTML. */
export function Button({
  look = 'primary',
  className = '',
  ...rest
}: ComponentProps<'button'> & { look?: Look }) {
  return <button {...rest} className={buttonClass(look, className)} />;
}
