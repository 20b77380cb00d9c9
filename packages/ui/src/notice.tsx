import type { ReactNode, Ref } from 'react';

const TONES = {
  plain: 'border-line bg-sunken',
  warm: 'border-accent bg-flame-soft',
  danger: 'border-danger bg-danger-soft',
} as const;

interface Props {
  tone?: keyof typeof TONES;
  title?: string;
  children?: ReactNode;
  /** `alert` speaks at once, `status` when the reader pauses. */
  role?: 'alert' | 'status';
  ref?: Ref<HTMLDivElement>;
  className?: string;
  id?: string;
}

/** Something to know before going on: a bordered block with an optional heading line. */
export function Notice({ tone = 'plain', title, children, role, ref, id, className = '' }: Props) {
  return (
    <div
      id={id}
      ref={ref}
      role={role}
      tabIndex={-1}
      className={`rounded-control border-[1.5px] px-4 py-3 leading-snug ${TONES[tone]} ${className}`}
    >
      {title && <p className="font-semibold">{title}</p>}
      {children && <div className={`empty:hidden ${title ? 'mt-1' : ''}`}>{children}</div>}
    </div>
  );
}
