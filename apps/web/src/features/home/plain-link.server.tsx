import type { ReactNode } from 'react';

/** A link that stands by itself, large enough for a thumb. */
export function PlainLink({ href, children }: { href: string; children: ReactNode }) {
  return (
    <a
      className="inline-flex min-h-touch items-center font-semibold text-accent underline underline-offset-4"
      href={href}
    >
      {children}
    </a>
  );
}
