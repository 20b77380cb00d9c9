import type { ProviderFigures } from './figures.repo.ts';

/** How far news has come; the parts add up to `recipients`. */
export interface NewsProgress {
  recipients: number;
  sent: number;
  /** Refused for good by the provider. */
  refused: number;
  /** Put off by the provider for days, until it was too late. */
  givenUp: number;
  /** Wanted no more of it, withdrew or were erased before their turn came. */
  left: number;
  /** Not sent, since it was stopped. */
  calledOff: number;
  /** Not yet dealt with. */
  remaining: number;
}

interface Standing {
  recipients: number;
  queued: number;
  ended: boolean;
  /** A person ended it. */
  stopped: boolean;
}

/**
 * Adds up what became of news. Between its start and its end a reader who leaves before being queued is still
 * among the remaining; at the end all who were neither queued nor kept by its stop have left.
 */
export function progressOf(
  { recipients: agreed, queued, ended, stopped }: Standing,
  providers: readonly ProviderFigures[],
): NewsProgress {
  const sum = (key: Exclude<keyof ProviderFigures, 'provider'>): number =>
    providers.reduce((total, figures) => total + figures[key], 0);
  const [sent, refused, givenUp, left] = [sum('sent'), sum('refused'), sum('givenUp'), sum('left')];
  // A signature that is released meanwhile may be one more than were counted at the start.
  const recipients = Math.max(agreed, queued);
  const dealtWith = sent + refused + givenUp + left + sum('calledOff');
  const rest = Math.max(0, recipients - dealtWith);
  if (!ended)
    return {
      recipients,
      sent,
      refused,
      givenUp,
      left,
      calledOff: sum('calledOff'),
      remaining: rest,
    };
  return {
    recipients,
    sent,
    refused,
    givenUp,
    left: left + (stopped ? 0 : rest),
    calledOff: sum('calledOff') + (stopped ? rest : 0),
    remaining: 0,
  };
}
