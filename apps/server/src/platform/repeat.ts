/**
 * Runs `work` every `intervalMs`, one run at a time, until stopped; `stop` waits for the run under way. A run
 * that fails is told of and repeated at its next time.
 */
export function repeat(
  work: () => Promise<void>,
  { intervalMs, onError }: { intervalMs: number; onError: (error: unknown) => void },
): { stop(): Promise<void> } {
  const ended = new AbortController();
  let running = Promise.resolve();
  const timer = setInterval(() => {
    running = running.then(() => (ended.signal.aborted ? undefined : work())).catch(onError);
  }, intervalMs);
  timer.unref();
  return {
    stop: () => {
      ended.abort();
      clearInterval(timer);
      return running;
    },
  };
}
