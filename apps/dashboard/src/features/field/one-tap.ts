import { useRef } from 'react';

/** A second tap that soon is the same tap: it must not say the step after as well, ms. */
const ONE_TAP_MS = 1_200;

/** Presses of whatever is wrapped by it count once. */
export function useOneTap(): (act: () => void) => () => void {
  const last = useRef(Number.NEGATIVE_INFINITY);
  return (act) => () => {
    const now = performance.now();
    if (now - last.current < ONE_TAP_MS) return;
    last.current = now;
    act();
  };
}
