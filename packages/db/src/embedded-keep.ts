import { setTimeout as delay } from 'node:timers/promises';
import type { Serving } from './embedded-serve.ts';

/** A server that is started again whenever it ends by itself. */
export interface Kept {
  /** Ends it for good, also while it is being started. */
  stop(): Promise<void>;
}

export interface KeepHooks {
  /** It ended without having been stopped; it is being started again. */
  onLost?: (error: Error) => void;
  /** It answers again. */
  onBack?: () => void;
  /** It could not be started for {@link KeepOptions.giveUpAfterMs}; nobody tries any more. */
  onGone?: (error: Error) => void;
}

export interface KeepOptions extends KeepHooks {
  first: Serving;
  /** Starts it again, in the same place and on the same port. */
  start: () => Promise<Serving>;
  /** Told of each try that failed. */
  log: (line: string) => void;
  /** How long it is tried: a full disk may be given room meanwhile. Default ten minutes. */
  giveUpAfterMs?: number;
}

const FIRST_PAUSE_MS = 200;
const LONGEST_PAUSE_MS = 5_000;
/** Whoever lived this long before it ended is tried again from the beginning: at once, and for as long. */
const SETTLED_MS = 60_000;
const GIVE_UP_AFTER_MS = 600_000;

/** Watches over a server; one start at a time, the next only when the last has ended. */
export function keepServing(options: KeepOptions): Kept {
  const { start, log, giveUpAfterMs = GIVE_UP_AFTER_MS } = options;
  const stopping = new AbortController();
  let serving: Serving | undefined = options.first;
  let beganAt = performance.now();
  let failingSince: number | null = null;
  let pauseMs = 0;
  let restarting = Promise.resolve();

  const watch = (watched: Serving): void => {
    void watched.lost.then((error) => {
      serving = undefined;
      options.onLost?.(error);
      const now = performance.now();
      if (failingSince === null || now - beganAt > SETTLED_MS) {
        failingSince = now;
        pauseMs = 0;
      }
      restarting = restart(failingSince);
    });
  };

  const restart = async (since: number): Promise<void> => {
    for (;;) {
      await delay(pauseMs, undefined, { signal: stopping.signal }).catch(() => undefined);
      if (stopping.signal.aborted) return;
      pauseMs = Math.min(LONGEST_PAUSE_MS, pauseMs * 2 || FIRST_PAUSE_MS);
      const tried = await start().catch((error: unknown) =>
        error instanceof Error ? error : new Error(String(error)),
      );
      if (!(tried instanceof Error)) return resume(tried);
      log(tried.message);
      if (performance.now() - since > giveUpAfterMs) {
        options.onGone?.(tried);
        return;
      }
    }
  };

  const resume = async (again: Serving): Promise<void> => {
    serving = again;
    beganAt = performance.now();
    if (stopping.signal.aborted) return again.stop();
    watch(again);
    options.onBack?.();
  };

  watch(options.first);
  return {
    stop: async () => {
      stopping.abort();
      await restarting;
      await serving?.stop();
    },
  };
}
