import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { query } from './database.ts';
import { figuresOf } from './process-figures.ts';

/** Tells how much CPU all processes of a PostgreSQL on this machine have used so far, in ms. */
export async function watchPostgres(databaseUrl: string): Promise<() => number> {
  const [row] = await query<{ data_directory: string }>(databaseUrl, 'SHOW data_directory');
  const file = readFileSync(path.join(row?.data_directory ?? '', 'postmaster.pid'), 'utf8');
  // All others are children of this one.
  const postmaster = Number(file.split('\n')[0]);
  return () =>
    readdirSync('/proc')
      .map(Number)
      .filter((pid) => pid === postmaster || parentOf(pid) === postmaster)
      .reduce((sum, pid) => sum + cpuMs(pid), 0);
}

/** Null for what is no process, or none any more. */
function parentOf(pid: number): number | null {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'latin1');
    return Number(/^PPid:\t(\d+)$/mu.exec(status)?.[1]);
  } catch {
    return null;
  }
}

/** It may have ended since it was listed. */
function cpuMs(pid: number): number {
  try {
    return figuresOf(pid).cpuMs;
  } catch {
    return 0;
  }
}
