import type { PublicEvent } from '@lantern/schemas/live';
import { useEffect, useEffectEvent, useState } from 'react';
import { advanced, type Known } from './city-standings.ts';
import type { LiveDay } from './live-day.server.ts';
import type { Standing } from './live-city.ts';
import { readCityStates } from './read-city-states.ts';

/** Caches on the way are a second old, and a crowd must not come at once, ms. */
const LEAST_MS = 1_200;
const SPREAD_MS = 3_000;

interface Told {
  /** Oldest first. */
  events: readonly PublicEvent[];
  edition: string;
}

/** Where each city stands: by the events at once, and by the server's word where only it can tell. */
export function useStandings(first: LiveDay, { events, edition }: Told) {
  const [held, setKnown] = useState<Known>(() => ({
    seq: first.sureSeq,
    standings: standingsOf(first),
    unexplained: 0,
  }));
  // Kept, since the list of events forgets its oldest.
  const known = advanced(held, events);
  if (known !== held) setKnown(known);
  const [failures, setFailures] = useState(0);
  const [isBeyond, setBeyond] = useState(false);
  const isDue = known.unexplained > 0;
  const read = useEffectEvent(async (signal: AbortSignal) => {
    const { seq } = known;
    const standings = await readCityStates(edition, seq);
    if (signal.aborted) return;
    if (!standings) return setFailures(failures + 1);
    const named = standingsOf(first);
    setBeyond(Object.keys(standings).some((slug) => !named[slug]));
    // What came meanwhile is told by the events that follow.
    setKnown({ seq, standings, unexplained: 0 });
  });
  useEffect(() => {
    if (!isDue) return undefined;
    const leaving = new AbortController();
    const patience = LEAST_MS + SPREAD_MS * Math.min(failures, 10) + SPREAD_MS * Math.random();
    const timer = setTimeout(() => void read(leaving.signal), patience);
    return () => {
      leaving.abort();
      clearTimeout(timer);
    };
  }, [isDue, failures]);
  return { standings: known.standings, isBeyond };
}

const standingsOf = ({ regions }: LiveDay): Record<string, Standing> =>
  Object.fromEntries(
    regions.flatMap(({ cities }) =>
      cities.map(({ slug, status, outcome }) => [slug, { status, outcome }]),
    ),
  );
