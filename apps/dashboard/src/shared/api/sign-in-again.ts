import type { AppRouter } from '@lantern/server/app-router';
import type { TRPCLink } from '@trpc/client';
import { observable, type Unsubscribable } from '@trpc/server/observable';
import { createContext, use } from 'react';
import { faultOf } from './fault.ts';

/** Where whoever is refused for a session that is not fresh waits for the person to show a passkey. */
export interface SignInAgain {
  /** True once the person has; false when they turned away, or where there is nobody to ask. */
  ask: () => Promise<boolean>;
  /** Ends the question for all who wait. */
  answer: (done: boolean) => void;
  isAsking: () => boolean;
  /** Told of every question and answer; the dialog that asks is the one listener. */
  subscribe: (changed: () => void) => () => void;
}

/** One question at a time, however many commands wait for it. */
export function createSignInAgain(): SignInAgain {
  const listeners = new Set<() => void>();
  let waiting: ((done: boolean) => void)[] = [];
  const tell = () => listeners.forEach((changed) => changed());
  return {
    ask: () => {
      if (listeners.size === 0) return Promise.resolve(false);
      return new Promise((resolve) => {
        waiting = [...waiting, resolve];
        tell();
      });
    },
    answer: (done) => {
      const answered = waiting;
      waiting = [];
      for (const resolve of answered) resolve(done);
      tell();
    },
    isAsking: () => waiting.length > 0,
    subscribe: (changed) => {
      listeners.add(changed);
      return () => void listeners.delete(changed);
    },
  };
}

/**
 * A call that is answered `sign-in-again` waits until the person has, and is then sent again as it was, with
 * its command id: what was typed stays, nothing is done twice, and no feature has to know. Once only.
 */
export function signInAgainLink({ ask }: Pick<SignInAgain, 'ask'>): TRPCLink<AppRouter> {
  return () =>
    ({ op, next }) =>
      observable((observer) => {
        let sent: Unsubscribable;
        const send = (isLast: boolean) => {
          sent = next(op).subscribe({
            next: (result) => observer.next(result),
            complete: () => observer.complete(),
            error: (error) => {
              if (isLast || faultOf(error) !== 'sign-in-again') return observer.error(error);
              void ask().then((done) => (done ? send(true) : observer.error(error)));
              return undefined;
            },
          });
        };
        send(false);
        return () => sent.unsubscribe();
      });
}

export const SignInAgainContext = createContext<SignInAgain | null>(null);

/** The asking itself, for what is no tRPC call: making a passkey. */
export function useSignInAgain(): SignInAgain {
  const asking = use(SignInAgainContext);
  if (!asking) throw new Error('nobody was provided to ask');
  return asking;
}
