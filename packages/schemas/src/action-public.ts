import { PUBLISH_FROM, type Precision, type PublishFrom } from './action.ts';

/** What decides how much of an action the public is told. */
export interface ProjectedAction {
  precision: Precision;
  publish: PublishFrom;
  /** The exact place. */
  place: string | null;
  neighbourhood: string | null;
  /** `HH:MM` on the city's clock. */
  localTime: string;
}

/** What is published of an action so far. */
interface PublishedAction {
  isMain: boolean;
  publicOutcome: string | null;
  /** When the public learnt of it; null: it has not. */
  publicSince: unknown;
}

/**
 * How far the day has come for an action, as published: with an outcome it is over; people who are in the city are
 * there for its main action, while another one lies ahead as long as nothing of it is public.
 */
export function reachedOf(action: PublishedAction, cityStatus: string): PublishFrom {
  if (action.publicOutcome !== null) return 'after';
  if (cityStatus === 'planned') return 'before';
  return action.isMain || action.publicSince !== null ? 'during' : 'before';
}

/** What the public is told of where and when, besides the city and the day; null parts stay unsaid. */
export interface PublicPart {
  place: string | null;
  time: string | null;
}

/**
 * What the public is told of an action once its city's day has come, as published, as far as `reached`; null: not
 * even that it is. One rule for what is published and for the preview of it.
 */
export function publicPartOf(action: ProjectedAction, reached: PublishFrom): PublicPart | null {
  if (PUBLISH_FROM.indexOf(reached) < PUBLISH_FROM.indexOf(action.publish)) return null;
  switch (action.precision) {
    case 'exact':
      return { place: action.place, time: action.localTime };
    case 'neighbourhood':
      return { place: action.neighbourhood, time: action.localTime };
    case 'city':
      return { place: null, time: null };
    default:
      return action.precision satisfies never;
  }
}
