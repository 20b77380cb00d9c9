import type { CountJson } from '@lantern/schemas/public-json';
import type { Freshness } from '@lantern/ui/live-badge';
import { useEffect, useState } from 'react';

/** The number as shown: `still` until the live connection has spoken. */
export interface LiveCount {
  total: number;
  asOf: string;
  freshness: Freshness | 'still';
}

/** Which edition's number it is, and whether the page is to follow when staff choose another. */
export interface WatchedEdition {
  slug: string;
  /** The page's address named no edition. */
  follows: boolean;
}

/** The number as this page was made, then as the live connection tells it. */
export function useLiveCount(initial: CountJson, { slug, follows }: WatchedEdition): LiveCount {
  const { total, asOf } = initial;
  const [shown, setShown] = useState<LiveCount>({ total, asOf, freshness: 'still' });
  useEffect(() => {
    const watching = new AbortController();
    const { signal } = watching;
    const stopWaiting = whenIdle(
      () => void watch({ initial, edition: { slug, follows }, told: setShown, signal }),
    );
    return () => {
      stopWaiting();
      watching.abort();
    };
  }, [initial, slug, follows]);
  return shown;
}

interface Watch {
  initial: CountJson;
  edition: WatchedEdition;
  told: (count: LiveCount) => void;
  signal: AbortSignal;
}

/**
 * Fetches the live client only now: the page reads and signs without it. A page that cannot get it
 * stays as it is and says when its number was true.
 */
async function watch({ initial, edition, told, signal }: Watch) {
  const live = await import('./watch-count.ts').catch(() => null);
  if (!live || signal.aborted) return;
  signal.addEventListener('abort', live.watchCount(initial, edition, told));
}

function whenIdle(run: () => void): () => void {
  if (!('requestIdleCallback' in globalThis)) {
    const timer = setTimeout(run, 200);
    return () => clearTimeout(timer);
  }
  const handle = requestIdleCallback(run, { timeout: 1_000 });
  return () => cancelIdleCallback(handle);
}
