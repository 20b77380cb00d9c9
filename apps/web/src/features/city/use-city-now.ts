import type { Outcome } from '@lantern/schemas/action';
import type { PUBLISHED_STATES } from '@lantern/schemas/public-json';
import type { Freshness } from '@lantern/ui/live-badge';
import { useEffect, useState } from 'react';
import { useEdition } from '../../shared/edition.ts';

/** A city as published, and how current that is: `still` until the live connection has spoken. */
export interface CityNow {
  status: (typeof PUBLISHED_STATES)[number];
  outcome: Outcome | null;
  /** What became of its actions since, by their ids. */
  outcomes: Readonly<Record<string, Outcome>>;
  freshness: Freshness | 'still';
  asOf: string;
}

/** Where the page begins to listen. */
export interface CityStart {
  slug: string;
  status: CityNow['status'];
  outcome: Outcome | null;
  /** The action whose outcome is the city's. */
  mainId: string | null;
  numbers: { total: number; version: number; perMinute: number; asOf: string };
  /** The public stream's place before the city was read. */
  epoch: string;
  seq: number;
}

/** The city as this page was made, then as events tell it; the live client is fetched once the page is read. */
export function useCityNow(start: CityStart): CityNow {
  const { slug, asked } = useEdition();
  const [now, setNow] = useState<CityNow>(() => ({
    status: start.status,
    outcome: start.outcome,
    outcomes: {},
    freshness: 'still',
    asOf: start.numbers.asOf,
  }));
  useEffect(() => {
    const watching = new AbortController();
    const { signal } = watching;
    void import('./watch-city.ts')
      .then(({ watchCity }) => {
        if (signal.aborted) return;
        const stop = watchCity({ start, edition: slug, follows: asked === null, told: setNow });
        signal.addEventListener('abort', stop);
      })
      // Without it the page stays what it was, and says nothing of being live.
      .catch(() => undefined);
    return () => watching.abort();
  }, [start, slug, asked]);
  return now;
}
