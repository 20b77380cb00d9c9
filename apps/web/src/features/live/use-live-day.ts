import type { LiveState } from '@lantern/live-client/live-state';
import { createLiveStore } from '@lantern/live-client/live-store';
import { useLive } from '@lantern/live-client/use-live';
import { toDayTime } from '@lantern/schemas/day-clock';
import type { PublicEvent } from '@lantern/schemas/live';
import { useDeferredValue, useEffect, useMemo, useState } from 'react';
import { useEdition } from '../../shared/edition.ts';
import { readCurrentEdition } from '../../shared/follow-edition.ts';
import type { LiveCity, LiveRegion } from './live-city.ts';
import type { LiveDay } from './live-day.server.ts';
import { useStandings } from './use-standings.ts';

const whole = (state: LiveState) => state;

/** The day as the server drew it, then as it is told: never more than what was published. */
export function useLiveDay(first: LiveDay) {
  const { asked, slug } = useEdition();
  const [store] = useState(() =>
    createLiveStore({
      edition: slug,
      initial: { ...first.count, epoch: first.epoch, seq: first.seq },
    }),
  );
  const state = useLive(store, whole);
  const { events: told } = state;
  const events = useMemo(() => [...first.events, ...publicOf(told)], [first, told]);
  const { standings, isBeyond } = useStandings(first, { events, edition: slug });
  // Another edition or history, too much missed, a city without a name here: only a new page can show it.
  useNewPage((state.isLeft && asked === null) || state.generation > 0 || isBeyond);
  const asOf = state.asOf ?? first.count.asOf;
  const regions = useMemo(
    () =>
      first.regions.map(({ region, cities }): LiveRegion => ({
        region,
        cities: cities.flatMap((city): LiveCity[] => {
          const standing = standings[city.slug];
          if (!standing) return [];
          const { status, outcome } = standing;
          // What is as it was stays the same object, and is not drawn anew.
          const isSame = status === city.status && outcome === city.outcome;
          return [isSame ? city : { ...city, status, outcome }];
        }),
      })),
    [first, standings],
  );
  const shown = useMemo(
    () => events.filter((event) => !('city' in event) || standings[event.city]),
    [events, standings],
  );
  const now = toDayTime(first.dayClock, Date.parse(asOf));
  return {
    total: state.total,
    perMinute: state.perMinute,
    /** ISO instant up to which all of it is true, by the edition's own clock, as every time on the page. */
    asOf: new Date(now).toISOString(),
    freshness: state.status === 'connecting' ? ('still' as const) : state.status,
    /** By the edition's own clock, ms; it stands still while nothing is told. */
    now,
    /** Oldest first; nothing of a city that is not public any more. */
    events: useDeferredValue(shown),
    /** Three hundred cities are drawn in pieces, so that the page answers meanwhile. */
    regions: useDeferredValue(regions),
  };
}

export type LiveView = ReturnType<typeof useLiveDay>;

const publicOf = (events: LiveState['events']): PublicEvent[] =>
  events.filter((event) => event.stream === 'public');

function useNewPage(isDue: boolean) {
  useEffect(() => {
    if (isDue) readCurrentEdition();
  }, [isDue]);
}
