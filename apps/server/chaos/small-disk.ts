import { execFile } from 'node:child_process';
import { open, rm, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { onTestFinished } from 'vitest';

const run = promisify(execFile);
const CHUNK = Buffer.alloc(64 * 1024);

/** A disk of its own that can be filled up, and given room again. */
export interface SmallDisk {
  folder: string;
  /** Takes all that is left, to the last byte. */
  fill(): Promise<void>;
  free(): Promise<void>;
}

/** Mounts one in memory; null where this system does not let us. */
export async function smallDisk(megabytes: number): Promise<SmallDisk | null> {
  const folder = await mkdtemp(path.join(tmpdir(), 'lantern disk '));
  const options = `size=${megabytes}m,mode=700`;
  const mounted = await run('mount', ['-t', 'tmpfs', '-o', options, 'lantern-chaos', folder]).then(
    () => true,
    () => false,
  );
  onTestFinished(async () => {
    if (mounted) await run('umount', ['--lazy', folder]);
    await rm(folder, { recursive: true, force: true });
  });
  if (!mounted) return null;
  const filler = path.join(folder, 'filler');
  return {
    folder,
    fill: async () => {
      const file = await open(filler, 'a');
      try {
        // The last bytes go one by one, or a short line would still find its place.
        for (const piece of [CHUNK, CHUNK.subarray(0, 4096), CHUNK.subarray(0, 1)])
          while (await fits(file, piece)) continue;
      } finally {
        await file.close();
      }
    },
    free: () => rm(filler),
  };
}

async function fits(file: Awaited<ReturnType<typeof open>>, piece: Buffer): Promise<boolean> {
  try {
    const { bytesWritten } = await file.write(piece);
    return bytesWritten === piece.length;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOSPC') return false;
    throw error;
  }
}
