import { useRef, useState } from 'react';
import type { CeremonyFault, CeremonyOutcome } from './ceremonies.ts';

/** One ceremony at a time: whether one is running, and what became of the last. */
export function useCeremony() {
  const [running, setRunning] = useState(false);
  const [fault, setFault] = useState<CeremonyFault | null>(null);
  const busy = useRef(false);

  const run = async (work: () => Promise<CeremonyOutcome>): Promise<boolean> => {
    // State arrives too late for a double tap.
    if (busy.current) return false;
    busy.current = true;
    setRunning(true);
    setFault(null);
    const outcome = await work();
    busy.current = false;
    setRunning(false);
    setFault(outcome);
    return outcome === null;
  };
  return { running, fault, run };
}
