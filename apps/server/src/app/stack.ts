import type { ShutdownStep } from '../platform/shutdown.ts';

/**
 * What has been started so far, ended in the opposite order. The limits of all steps add up to 9.5 s, since a
 * whole stop is promised within ten.
 */
export interface Stack {
  /** Throws {@link CalledOffError} once the start was called off; the step is kept all the same, to be ended. */
  push(step: ShutdownStep): void;
  /** The steps, last started first; the stack is empty afterwards. */
  take(): ShutdownStep[];
  /** Lets a start that is under way go no further than the part it is opening. */
  callOff(): void;
}

/** Not a fault: somebody asked a server that was still starting to stop. */
export class CalledOffError extends Error {
  override readonly name = 'CalledOffError';
}

export function createStack(): Stack {
  let steps: ShutdownStep[] = [];
  let calledOff = false;
  return {
    push: (step) => {
      steps.push(step);
      if (calledOff) throw new CalledOffError('the start was called off');
    },
    take: () => {
      const taken = steps.toReversed();
      steps = [];
      return taken;
    },
    callOff: () => {
      calledOff = true;
    },
  };
}
