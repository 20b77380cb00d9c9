import type { DestinationStream } from 'pino';
import type { PatientDestination } from './answer-log.ts';

const PATIENCE_MS = 100;
const PATIENCE_CHARS = 16 * 1024;

/**
 * Lets lines wait up to 100 ms, or for 16 KB of them, and writes them in one go: one by one, a line for each answer
 * cost a call of the system each. Any other line is written at once, after those that wait, so that their order
 * holds and a fault is never the one that waited. What waits is written when the process ends, unless it is killed.
 */
export function patientDestination(out: DestinationStream): Required<PatientDestination> {
  let waiting = '';
  let timer: NodeJS.Timeout | undefined;
  const flush = () => {
    clearTimeout(timer);
    timer = undefined;
    if (waiting === '') return;
    const lines = waiting;
    waiting = '';
    out.write(lines);
  };
  process.on('exit', flush);
  return {
    write: (line) => {
      flush();
      out.write(line);
    },
    writeSoon: (line) => {
      waiting += line;
      if (waiting.length >= PATIENCE_CHARS) flush();
      else timer ??= setTimeout(flush, PATIENCE_MS).unref();
    },
  };
}
