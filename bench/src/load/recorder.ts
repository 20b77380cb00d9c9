import { percentile } from '../percentile.ts';
import type { HttpResult } from './http-job.ts';

export interface Recorder {
  /** Counts an answer to a request that was due at `due` (`performance.now`), while the clock runs. */
  add(status: number, due: number): void;
  start(): void;
  /** Seconds that the clock ran. */
  stop(): number;
  result(): Omit<HttpResult, 'generatorCpu' | 'left'>;
}

export function createRecorder(expected: number): Recorder {
  const times: number[] = [];
  const others: Record<number, number> = {};
  let answeredInAll = 0;
  let started = 0;
  let running = false;
  let seconds = 0;
  return {
    add: (status, due) => {
      if (status !== expected) {
        others[status] = (others[status] ?? 0) + 1;
        return;
      }
      answeredInAll += 1;
      if (running) times.push(performance.now() - due);
    },
    start: () => {
      started = performance.now();
      running = true;
    },
    stop: () => {
      running = false;
      seconds = (performance.now() - started) / 1_000;
      return seconds;
    },
    result: () => {
      const sorted = Float64Array.from(times).sort();
      return {
        perSecond: times.length / seconds,
        answered: times.length,
        answeredInAll,
        p50: percentile(sorted, 0.5),
        p99: percentile(sorted, 0.99),
        max: sorted.at(-1) ?? NaN,
        others,
      };
    },
  };
}
