import { useState } from 'react';
import { useHydrated } from './use-hydrated.tsx';

interface Props {
  value: number;
  /** BCP 47; decides grouping and figures. */
  locale: string;
  className?: string;
  /** Marks the visible figures for browser tests. */
  testId?: string;
}

/**
 * A number in tabular figures whose changed digits roll in. Screen readers get it whole and are not
 * interrupted by changes. Server and browser write the same text, so hydration agrees.
 */
export function BigNumber({ value, locale, className = '', testId }: Props) {
  const hydrated = useHydrated();
  const text = new Intl.NumberFormat(locale).format(value);
  return (
    <span className={`tabular font-serif font-bold leading-none ${className}`}>
      <span className="sr-only">{text}</span>
      <span aria-hidden data-testid={testId} className="inline-flex">
        {Array.from(text).map((digit, index) => (
          // Counted from the right, a digit keeps its place when the number grows; keyed by its
          // figure as well, only a changed one is made anew and so rolls.
          <Digit key={`${text.length - index}:${digit}`} digit={digit} rolls={hydrated} />
        ))}
      </span>
    </span>
  );
}

/** Rolls only if it came after the page did. */
function Digit({ digit, rolls }: { digit: string; rolls: boolean }) {
  const [arriving] = useState(rolls);
  return <span className={arriving ? 'digit-rolls' : undefined}>{digit}</span>;
}
