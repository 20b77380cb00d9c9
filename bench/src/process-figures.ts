import { existsSync, readFileSync } from 'node:fs';

export interface ProcessFigures {
  /** User and system time since its start, ms. */
  cpuMs: number;
  residentBytes: number;
}

/** Linux counts in hundredths of a second for whoever asks, and in pages of 4 KB here. */
const JIFFY_MS = 10;
const PAGE_BYTES = 4_096;

/** What the kernel says of a process, all its threads together. Throws where there is no `/proc`. */
export function figuresOf(pid: number): ProcessFigures {
  const file = `/proc/${pid}/stat`;
  if (!existsSync(file)) throw new Error('this is measured by /proc, which only Linux has');
  const line = readFileSync(file, 'latin1');
  // The second field is a name in brackets, which may hold anything.
  const fields = line.slice(line.lastIndexOf(')') + 2).split(' ');
  const [user, system, pages] = [fields[11], fields[12], fields[21]].map(Number);
  return {
    cpuMs: ((user ?? NaN) + (system ?? NaN)) * JIFFY_MS,
    residentBytes: (pages ?? NaN) * PAGE_BYTES,
  };
}
