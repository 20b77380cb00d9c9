import type { ReactNode } from 'react';

/** The look of a link or of what opens, standing by itself, large enough for a thumb. */
export const PLAIN_LINK =
  'inline-flex min-h-touch items-center font-semibold text-accent underline underline-offset-4';

/** A link that stands by itself. */
export function PlainLink({ href, children }: { href: string; children: ReactNode }) {
  return (
    <a className={PLAIN_LINK} href={href}>
      {children}
    </a>
  );
}
