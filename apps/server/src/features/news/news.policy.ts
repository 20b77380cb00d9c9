import type { NewsState } from '@lantern/schemas/news-terms';

/** What a person may do with news as it stands. */
export type NewsAct = 'write' | 'remove' | 'test' | 'start' | 'pause' | 'resume' | 'stop';

const ALLOWED = {
  // What has begun to leave stays as it is: two readers must never get two texts.
  draft: ['write', 'remove', 'test', 'start'],
  sending: ['pause', 'stop'],
  paused: ['resume', 'stop'],
  sent: [],
  stopped: [],
} as const satisfies Record<NewsState, readonly NewsAct[]>;

/** Whether the state allows it; who may is a matter of roles (schemas/news-roles). */
export function allows(state: NewsState, act: NewsAct): boolean {
  const allowed: readonly NewsAct[] = ALLOWED[state];
  return allowed.includes(act);
}
