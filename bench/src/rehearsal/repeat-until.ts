import { setTimeout as sleep } from 'node:timers/promises';

/** Does `work` over and over, `pauseMs` apart, until it is stopped; a round that fails is told by `stop`. */
export function repeatUntil(work: () => Promise<void>, pauseMs: number) {
  const ended = new AbortController();
  let fault: unknown;
  const rounds = async () => {
    while (!ended.signal.aborted) {
      try {
        await work();
      } catch (error) {
        fault ??= error;
      }
      await sleep(pauseMs, undefined, { signal: ended.signal }).catch(() => undefined);
    }
  };
  const running = rounds();
  return {
    stop: async () => {
      ended.abort();
      await running;
      if (fault !== undefined) throw fault;
    },
  };
}
