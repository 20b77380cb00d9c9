import type { ShutdownStep } from '../platform/shutdown.ts';

/**
 * What has been started so far, ended in the opposite order. The limits of all steps add up to 9.5 s, since a
 * whole stop is promised within ten.
 */
export interface Stack {
  push(step: ShutdownStep): void;
  /** The steps, last started first; the stack is empty afterwards. */
  take(): ShutdownStep[];
}

export function createStack(): Stack {
  let steps: ShutdownStep[] = [];
  return {
    push: (step) => steps.push(step),
    take: () => {
      const taken = steps.toReversed();
      steps = [];
      return taken;
    },
  };
}
