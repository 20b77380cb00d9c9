import { createLiveStore } from '@lantern/live-client/live-store';
import type { LiveEvent } from '@lantern/schemas/live';
import { readCurrentEdition } from '../../shared/follow-edition.ts';
import type { CityNow, CityStart } from './use-city-now.ts';

interface Watch {
  start: CityStart;
  /** Its slug. */
  edition: string;
  /** The address named no edition: the page follows when staff choose another. */
  follows: boolean;
  told: (change: (now: CityNow) => CityNow) => void;
}

/**
 * Tells what is published of a city as it is published; answers with what ends that. When its plan changes, or
 * the history is another, the page is read again: what it says of times and places is the server's alone.
 */
export function watchCity({ start, edition, follows, told }: Watch): () => void {
  const { numbers, epoch, seq, slug } = start;
  const store = createLiveStore({ initial: { ...numbers, epoch, seq }, edition });
  let seen = seq;
  let leaving = false;
  const leave = () => {
    if (!leaving) readCurrentEdition();
    leaving = true;
  };
  return store.subscribe(() => {
    const { status, asOf, events, generation, isLeft } = store.getState();
    if ((isLeft && follows) || generation > 0) leave();
    const news = events.filter((event) => event.stream === 'public' && event.seq > seen);
    seen = Math.max(seen, ...news.map((event) => event.seq));
    const own = news.filter((event) => 'city' in event && event.city === slug);
    if (own.some(({ kind }) => kind === 'city-changed')) leave();
    const freshness = status === 'connecting' ? 'still' : status;
    told((now) => ({
      ...own.reduce((was, event) => after(was, event, start.mainId), now),
      freshness,
      asOf: asOf ?? now.asOf,
    }));
  });
}

function after(now: CityNow, event: LiveEvent, mainId: string | null): CityNow {
  if (event.kind === 'city-there') return { ...now, status: 'there' };
  if (event.kind === 'city-called-off')
    return { ...now, status: 'called-off', outcome: 'called-off' };
  if (event.kind !== 'city-outcome') return now;
  const { outcome, actionId } = event;
  const { isMain = actionId === mainId || mainId === null } = event;
  const outcomes = { ...now.outcomes, [actionId]: outcome };
  // Not every action speaks for its city.
  if (!isMain) return { ...now, outcomes };
  return { ...now, outcomes, outcome, status: outcome === 'called-off' ? 'called-off' : 'done' };
}
