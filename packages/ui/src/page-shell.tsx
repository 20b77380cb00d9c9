import type { ReactNode } from 'react';
import { Flame } from './flame.tsx';

/** First thing a keyboard reaches; leads past the header to `#main`. */
export function SkipLink({ label }: { label: string }) {
  return (
    <a
      href="#main"
      className="sr-only focus:not-sr-only focus:fixed focus:start-3 focus:top-3 focus:z-20 focus:rounded-control focus:bg-action focus:px-4 focus:py-3 focus:text-on-action"
    >
      {label}
    </a>
  );
}

interface HeaderProps {
  /** The day's name, which is also the way home. */
  name: string;
  homeHref: string;
  /** Links to a few pages, where there is room. */
  pages?: ReactNode;
  children?: ReactNode;
}

/** Mark and name at the start, the page's menu at the end. */
export function SiteHeader({ name, homeHref, pages, children }: HeaderProps) {
  // The name asks for less than it takes: it shares a phone's line with the menu, and with large text
  // the menu goes below it instead of over the edge.
  return (
    <header className="mx-auto flex w-full max-w-page flex-wrap items-center justify-between gap-x-4 gap-y-1 px-5 py-3 md:gap-x-6 md:px-8 md:py-5 print:p-0">
      <a
        href={homeHref}
        className="flex min-h-touch grow basis-36 items-center gap-3 no-underline md:grow-0 md:basis-auto"
      >
        <Flame className="h-7 w-5 shrink-0" />
        <span className="max-w-[11em] text-balance font-serif text-[1.0625rem] font-semibold leading-[1.15] lg:max-w-none lg:text-xl">
          {name}
        </span>
      </a>
      {pages}
      {children}
    </header>
  );
}

/** The foot of a page, in the night room. */
export function SiteFooter({ children }: { children: ReactNode }) {
  return (
    <footer className="room-night no-print border-t border-line">
      <div className="mx-auto w-full max-w-page px-5 py-10 text-[0.9375rem] text-muted md:px-8">
        {children}
      </div>
    </footer>
  );
}

/** Everything between header and footer; the skip link's target. */
export function Main({ children, className = '' }: { children: ReactNode; className?: string }) {
  return (
    <main id="main" tabIndex={-1} className={className}>
      {children}
    </main>
  );
}

/** Across the top of every page of a rehearsal edition. */
export function RehearsalBanner({ word, note }: { word: string; note: string }) {
  return (
    <aside
      aria-label={word}
      className="border-y-2 border-dashed border-accent bg-flame-soft px-5 py-2 text-center leading-snug"
    >
      <strong className="tracking-widest">{word}</strong> · {note}
    </aside>
  );
}
