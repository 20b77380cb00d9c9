import type { Logger } from './logger.ts';
import { withinTime } from './time-limit.ts';

/** One thing to end, given at most `limitMs`; what takes longer is left behind. */
export interface ShutdownStep {
  name: string;
  limitMs: number;
  run(): Promise<unknown>;
}

/**
 * Ends the steps in order, each within its limit; a step that fails or hangs is logged and does not
 * keep the next from running. Resolves to whether all ended well.
 */
export async function runShutdown(steps: readonly ShutdownStep[], log: Logger): Promise<boolean> {
  let clean = true;
  for (const step of steps) {
    try {
      await withinTime(step.run(), step.limitMs, () => {
        throw new Error(`not done within ${step.limitMs} ms`);
      });
    } catch (error) {
      clean = false;
      log.error({ err: error, step: step.name }, 'a part did not stop as it should');
    }
  }
  return clean;
}

/** `work`, done once: whoever asks again, for a reason of their own, waits for the same end. */
export function once<T>(work: () => Promise<T>): () => Promise<T> {
  let begun: Promise<T> | undefined;
  return () => (begun ??= work());
}

/**
 * Calls `stop` on the first SIGINT or SIGTERM; a second one ends the process at once. A parent that started
 * us with a channel and was killed counts as a signal: nobody else could stop us then.
 */
export function onStopSignal(stop: () => Promise<boolean>): void {
  let stopping = false;
  const handle = () => {
    if (stopping) process.exit(1);
    stopping = true;
    void stop().then((clean) => process.exit(clean ? 0 : 1));
  };
  process.on('SIGINT', handle);
  process.on('SIGTERM', handle);
  process.once('disconnect', () => {
    if (!stopping) handle();
  });
}
