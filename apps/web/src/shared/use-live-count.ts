import type { CountJson } from '@lantern/schemas/public-json';
import type { Freshness } from '@lantern/ui/live-badge';
import { useEffect, useState } from 'react';

/** The number as shown: `still` until the live connection has spoken. */
export interface LiveCount {
  total: number;
  asOf: string;
  freshness: Freshness | 'still';
}

/** The number as this page was made, then as the live connection tells it. */
export function useLiveCount(initial: CountJson, edition: string | null): LiveCount {
  const { total, asOf } = initial;
  const [shown, setShown] = useState<LiveCount>({ total, asOf, freshness: 'still' });
  useEffect(() => {
    const watching = new AbortController();
    const stopWaiting = whenIdle(() => void watch(watching.signal));
    return () => {
      stopWaiting();
      watching.abort();
    };

    // Fetched only now: the page reads and signs without it. A page that cannot get it stays as it
    // is and says when its number was true.
    async function watch(signal: AbortSignal) {
      const { watchCount } = await import('./watch-count.ts');
      if (!signal.aborted) signal.addEventListener('abort', watchCount(initial, edition, setShown));
    }
  }, []);
  return shown;
}

function whenIdle(run: () => void): () => void {
  if (!('requestIdleCallback' in globalThis)) {
    const timer = setTimeout(run, 200);
    return () => clearTimeout(timer);
  }
  const handle = requestIdleCallback(run, { timeout: 1_000 });
  return () => cancelIdleCallback(handle);
}
