import type { Measurement, Pace } from './row.ts';

/** Tells the person who waits which row runs and how long it may still take; on stderr, beside the table. */
export interface Progress {
  begin(measurement: Measurement): void;
  /** What the running measurement does at this moment. */
  say(text: string): void;
  /** A line that stays. */
  line(text: string): void;
  end(): void;
}

/** Starting and ending PostgreSQL and the server. */
const AROUND_SECONDS = 8;

export function createProgress(measurements: readonly Measurement[], pace: Pace): Progress {
  const { stderr } = process;
  const started = performance.now();
  let left = AROUND_SECONDS + measurements.reduce((sum, { seconds }) => sum + seconds[pace], 0);
  let running: Measurement | null = null;
  let place = 0;

  const line = (text: string) => {
    stderr.write(stderr.isTTY ? `\r\u001b[K${text}\n` : `${text}\n`);
  };
  const head = () =>
    `[${place}/${measurements.length}] ${running?.title ?? ''} (about ${Math.max(1, Math.round(left))} s left)`;
  return {
    line,
    begin: (measurement) => {
      left -= running?.seconds[pace] ?? 0;
      running = measurement;
      place += 1;
      line(head());
    },
    say: (text) => {
      // In a log, what passes would only be in the way.
      if (stderr.isTTY) stderr.write(`\r\u001b[K    ${text}`);
    },
    end: () => line(`took ${Math.round((performance.now() - started) / 1000)} s`),
  };
}
