import type { ReactNode } from 'react';

interface Props {
  title: string;
  /** Stands at the heading's end. */
  aside?: ReactNode;
  /** A table of many columns takes what the screen has. */
  wide?: boolean;
  children: ReactNode;
}

/** A page's frame: its one heading, which takes the focus on arrival, and its parts. */
export function Page({ title, aside, wide = false, children }: Props) {
  return (
    <div
      className={`mx-auto w-full px-5 pt-4 pb-16 md:px-8 md:pt-8 ${wide ? 'max-w-[112rem]' : 'max-w-page'}`}
    >
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
        <h1 tabIndex={-1} className="text-3xl md:text-4xl">
          {title}
        </h1>
        {aside}
      </div>
      {children}
    </div>
  );
}

/** A part of a page under its own heading. */
export function Section({
  id,
  title,
  lead,
  children,
}: {
  id: string;
  title: string;
  lead?: string;
  children: ReactNode;
}) {
  return (
    <section aria-labelledby={id} className="mt-10">
      <h2 id={id} className="text-xl md:text-2xl">
        {title}
      </h2>
      {lead && <p className="mt-1 max-w-reading text-muted">{lead}</p>}
      <div className="mt-4">{children}</div>
    </section>
  );
}
