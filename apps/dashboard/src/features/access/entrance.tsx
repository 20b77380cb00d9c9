import { Flame } from '@lantern/ui/flame';
import type { ReactNode } from 'react';
import { useFocus } from '../../shared/use-focus.ts';

/** A page before anyone is signed in: the light, one heading, one thing to do. */
export function Entrance({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="mx-auto w-full max-w-[26rem] px-5 pt-8 pb-16 md:pt-16">
      <Flame className="mb-6 h-14 w-11" />
      <Heading key={title} title={title} />
      <div className="mt-4 grid gap-6">{children}</div>
    </div>
  );
}

/** Made anew when the page has something else to say, which is then read out. */
function Heading({ title }: { title: string }) {
  const heading = useFocus<HTMLHeadingElement>();
  return (
    <h1 ref={heading} tabIndex={-1} className="text-3xl md:text-4xl">
      {title}
    </h1>
  );
}
