import type { PublicEvent } from '@lantern/schemas/live';
import type { Standing } from './live-city.ts';

/** Where cities stand, as the server said and events told since. */
export interface Known {
  /** The last event of the public stream that is in it. */
  seq: number;
  standings: Readonly<Record<string, Standing>>;
  /** The last event of which only the server can say what it changed; 0: none. */
  unexplained: number;
}

/** Where the cities stand after these events, oldest first; those that `known` holds already are passed over. */
export function advanced(known: Known, events: readonly PublicEvent[]): Known {
  const later = events.filter(({ seq }) => seq > known.seq);
  const last = later.at(-1);
  if (!last) return known;
  const standings = { ...known.standings };
  for (const event of later) {
    const before = 'city' in event ? standings[event.city] : undefined;
    // What is not public any more does not come back by an event that was told earlier.
    if ('city' in event && before) standings[event.city] = after(before, event);
  }
  const changed = later.findLast(({ kind }) => kind === 'city-changed');
  return { seq: last.seq, standings, unexplained: changed?.seq ?? known.unexplained };
}

type CityEvent = Extract<PublicEvent, { city: string }>;

function after(before: Standing, event: CityEvent): Standing {
  switch (event.kind) {
    case 'city-there':
      // Of a city's actions one may have ended when the next begins.
      return before.status === 'planned' ? { ...before, status: 'there' } : before;
    case 'city-outcome': {
      if (event.isMain === false) return before;
      const { outcome } = event;
      return { status: outcome === 'called-off' ? 'called-off' : 'done', outcome };
    }
    case 'city-called-off':
      return { ...before, status: 'called-off' };
    case 'city-changed':
      return before;
    default:
      return event satisfies never;
  }
}
