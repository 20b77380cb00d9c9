import { useHydrated } from '@lantern/ui/use-hydrated';
import { useEffect, useState } from 'react';

/** Counts a wait down to 0; `known` only once there is a script to count with. */
export function useSecondsLeft(waitSeconds: number): { known: boolean; seconds: number } {
  const known = useHydrated();
  const [seconds, setSeconds] = useState(waitSeconds);
  useEffect(() => {
    // By the clock, not by counting: a sleeping phone's timers stand still.
    const end = performance.now() + waitSeconds * 1000;
    const timer = setInterval(() => {
      const left = Math.max(0, Math.ceil((end - performance.now()) / 1000));
      setSeconds(left);
      if (left === 0) clearInterval(timer);
    }, 1_000);
    return () => clearInterval(timer);
  }, [waitSeconds]);
  return { known, seconds };
}
