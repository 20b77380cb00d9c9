import type { Logger } from './logger.ts';

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
      await within(step.limitMs, step.run());
    } catch (error) {
      clean = false;
      log.error({ err: error, step: step.name }, 'a part did not stop as it should');
    }
  }
  return clean;
}

async function within(limitMs: number, work: Promise<unknown>): Promise<void> {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error(`not done within ${limitMs} ms`)), limitMs);
  try {
    await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
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
