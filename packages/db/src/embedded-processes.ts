import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';

const GONE_WITHIN_MS = 5_000;
const LOOK_MS = 20;

/** Numbers of the processes that work in `cluster`, the server's first; none where `/proc` is missing. */
export function processesOf(cluster: string): number[] {
  return listed().filter((pid) => folderOf(pid) === cluster);
}

/**
 * Ends what a killed server left behind: its children notice only when they next wait, one that is busy may
 * go on for minutes, and PostgreSQL rightly refuses to start beside it. They are killed, as the server was;
 * what they had committed is in the log. A child whose server lives is never touched.
 */
export async function endOrphans(cluster: string): Promise<void> {
  const deadline = performance.now() + GONE_WITHIN_MS;
  for (let left = orphansOf(cluster); left.length > 0; left = orphansOf(cluster)) {
    for (const pid of left) kill(pid);
    if (performance.now() > deadline) return;
    await delay(LOOK_MS);
  }
}

/** PostgreSQL's children name themselves so, and their server is the parent that shares their folder. */
function orphansOf(cluster: string): number[] {
  const processes = new Set(processesOf(cluster));
  return [...processes].filter((pid) => {
    const { parent, title } = look(pid);
    return title.startsWith('postgres:') && !processes.has(parent);
  });
}

function listed(): number[] {
  try {
    return readdirSync('/proc')
      .map(Number)
      .filter((pid) => pid > 0);
  } catch {
    return [];
  }
}

function folderOf(pid: number): string | null {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    return null;
  }
}

function look(pid: number): { parent: number; title: string } {
  try {
    const title = readFileSync(`/proc/${pid}/cmdline`, 'utf8');
    // The name before it is in parentheses, and may hold anything.
    const parent = /.*\) \w (\d+)/su.exec(readFileSync(`/proc/${pid}/stat`, 'utf8'))?.[1];
    return { parent: Number(parent), title };
  } catch {
    return { parent: 0, title: '' };
  }
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It ended by itself, or is not ours to end: PostgreSQL then says what is in its way.
  }
}
