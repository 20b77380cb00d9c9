import { Flame } from '@lantern/ui/flame';
import { useEffect, useRef, type ReactNode } from 'react';

/** A page before anyone is signed in: the light, one heading, one thing to do. */
export function Entrance({ title, children }: { title: string; children: ReactNode }) {
  const heading = useRef<HTMLHeadingElement>(null);
  // The title changes with what the page has to say, and is then read out.
  useEffect(() => heading.current?.focus(), [title]);
  return (
    <div className="mx-auto w-full max-w-[26rem] px-5 pt-8 pb-16 md:pt-16">
      <Flame className="mb-6 h-14 w-11" />
      <h1 ref={heading} tabIndex={-1} className="text-3xl md:text-4xl">
        {title}
      </h1>
      <div className="mt-4 grid gap-6">{children}</div>
    </div>
  );
}
