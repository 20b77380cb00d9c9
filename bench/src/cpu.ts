import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { query } from './database.ts';

/** The kernel's clock ticks (`getconf CLK_TCK`), the same on every Linux that is met. */
const TICKS_PER_SECOND = 100;

/**
 * Seconds of CPU that a process and those it started and has seen end have used. Processes can be looked at on Linux
 * only.
 */
export function cpuSeconds(pid: number): number {
  const [, , , , , , , , , , , user, system, childUser, childSystem] = statOf(pid).map(Number);
  const ticks = (user ?? 0) + (system ?? 0) + (childUser ?? 0) + (childSystem ?? 0);
  return ticks / TICKS_PER_SECOND;
}

/** The same of a whole PostgreSQL, all its processes together. */
export function postgresSeconds(postmaster: number): number {
  const own = readdirSync('/proc')
    .filter((name) => /^\d+$/u.test(name) && parentOf(Number(name)) === postmaster)
    .map((name) => secondsOrNone(Number(name)));
  return own.reduce((sum, seconds) => sum + seconds, cpuSeconds(postmaster));
}

/** The process that all others of a PostgreSQL on this machine are children of. */
export async function postmasterOf(databaseUrl: string): Promise<number> {
  const [row] = await query<{ data_directory: string }>(databaseUrl, 'SHOW data_directory');
  const file = readFileSync(path.join(row?.data_directory ?? '', 'postmaster.pid'), 'utf8');
  return Number(file.split('\n')[0]);
}

function parentOf(pid: number): number | null {
  try {
    return Number(statOf(pid)[1]);
  } catch {
    return null;
  }
}

/** It may have ended since it was listed. */
function secondsOrNone(pid: number): number {
  try {
    return cpuSeconds(pid);
  } catch {
    return 0;
  }
}

/** From the third field on: a name before it is in parentheses, and may hold anything. */
function statOf(pid: number): string[] {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  return stat.slice(stat.lastIndexOf(') ') + 2).split(' ');
}
