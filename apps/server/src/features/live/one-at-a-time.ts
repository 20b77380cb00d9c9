/** Runs work on demand, never twice at once; a demand during a run brings one more run after it. */
export function oneAtATime(work: () => Promise<void>, onError: (error: Error) => void) {
  const asked = { again: false, stopped: false };
  let running: Promise<void> | undefined;

  async function run() {
    try {
      while (asked.again && !asked.stopped) {
        asked.again = false;
        await work();
      }
    } catch (error) {
      onError(error instanceof Error ? error : new Error(String(error)));
    } finally {
      running = undefined;
    }
  }

  return {
    demand: () => {
      asked.again = true;
      running ??= run();
    },
    /** Resolves when the run in progress has ended; no other begins. */
    stop: async () => {
      asked.stopped = true;
      await running;
    },
  };
}
