import type { Mode } from '../env.ts';
import type { Logger } from '../platform/logger.ts';

/** Tells whoever started the server how far it is. */
export interface Progress {
  /** Runs one step of the start and says how long it took. */
  step<T>(name: string, work: () => Promise<T>): Promise<T>;
  /** A line for people; in production a log line. */
  say(line: string): void;
}

/** In local mode lines for a person on stdout; in production the same steps as log lines. */
export function createProgress(mode: Mode, log: Logger): Progress {
  const say = (line: string) => {
    if (mode === 'local') process.stdout.write(`${line}\n`);
    else if (line !== '') log.info(line);
  };
  return {
    say,
    step: async (name, work) => {
      const started = performance.now();
      const result = await work();
      say(`  ✓ ${name} (${((performance.now() - started) / 1000).toFixed(1)} s)`);
      return result;
    },
  };
}
