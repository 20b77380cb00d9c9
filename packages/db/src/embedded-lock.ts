import { readFileSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import path from 'node:path';

/** The folder belongs to another living process. */
export class EmbeddedInUseError extends Error {
  override readonly name = 'EmbeddedInUseError';

  constructor(dataDir: string, options?: ErrorOptions) {
    super(`another process is using the database in ${dataDir}: stop it first`, options);
  }
}

/**
 * Removes the lock file of a server that is no more. PostgreSQL itself takes any process of that number for
 * the server, also one that nobody reaped, or another program after a container's restart. Only where
 * processes can be looked at; elsewhere PostgreSQL decides.
 */
export async function removeStaleLock(cluster: string): Promise<void> {
  const file = path.join(cluster, 'postmaster.pid');
  const content = await readFile(file, 'utf8').catch(() => '');
  const pid = Number(content.split('\n')[0]);
  if (!(pid > 0) || !processState(process.pid)) return;
  const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
  if (isAlive(pid) && command.includes(cluster)) return;
  await rm(file, { force: true });
}

/** Whether a process of this number runs, whoever owns it. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EPERM')) return false;
  }
  // Ended, but its parent has not asked for its exit code: some containers' first process never does.
  return processState(pid) !== 'Z';
}

/** Linux's letter for what a process is doing; null elsewhere, or where it is gone. */
function processState(pid: number): string | null {
  try {
    // The name before it is in parentheses, and may hold anything.
    return /.*\) (\w)/su.exec(readFileSync(`/proc/${pid}/stat`, 'utf8'))?.[1] ?? null;
  } catch {
    return null;
  }
}
