import { open, readFile } from 'node:fs/promises';
import { z } from 'zod';
import { DomainError } from '../../platform/domain-error.ts';
import { codeOf } from '../../platform/error-code.ts';
import { ERASURE_KINDS, type ErasureEntry, type ErasureLedger } from './signing.seams.ts';

const hash = z
  .string()
  .regex(/^[0-9a-f]{64}$/u)
  .transform((hex) => Buffer.from(hex, 'hex'));
const entrySchema = z.object({
  id: z.uuid(),
  kind: z.enum(ERASURE_KINDS),
  recordHash: hash,
  addressHash: hash.nullable(),
  at: z.iso.datetime().transform((instant) => new Date(instant)),
});

/** The ledger's file: one JSON object a line, hashes only, never rewritten. */
export function openErasureLedger(path: string): ErasureLedger {
  return {
    append: async (entries) => {
      if (entries.length === 0) return;
      await whenDiskFails(write(path, `\n${entries.map(lineOf).join('\n')}\n`));
    },
  };
}

/**
 * In one piece, so that lines of several writers never mix; each begins with a line feed, in case the last writer
 * died, or ran out of room, within its line. A full disk takes a part and says so by its length alone.
 */
async function write(path: string, lines: string): Promise<void> {
  const handle = await open(path, 'a', 0o600);
  try {
    const { bytesWritten } = await handle.write(lines);
    if (bytesWritten < Buffer.byteLength(lines)) throw new DiskFullError();
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Only a part of a line was taken. */
class DiskFullError extends Error {
  override readonly name = 'DiskFullError';
  readonly code = 'ENOSPC';
}

// No room, over quota, the disk fails, mounted read-only after a failure.
const DISK_FAULTS = new Set(['ENOSPC', 'EDQUOT', 'EIO', 'EROFS']);
const RETRY_AFTER_SECONDS = 60;

/** What cannot be kept for a restore is not done: whoever asked is told to come back. */
async function whenDiskFails(work: Promise<void>): Promise<void> {
  try {
    await work;
  } catch (cause) {
    if (!DISK_FAULTS.has(codeOf(cause) ?? '')) throw cause;
    throw new DomainError('unavailable', { retryAfterSeconds: RETRY_AFTER_SECONDS }, { cause });
  }
}

/** All entries of a ledger's file, which may not exist yet. A line cut short by a crash is passed over. */
export async function readErasureLedger(path: string): Promise<ErasureEntry[]> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '';
    throw error;
  });
  return text.split('\n').flatMap((line) => {
    const entry = entrySchema.safeParse(parseJson(line));
    return entry.success ? [entry.data] : [];
  });
}

function lineOf({ id, kind, recordHash, addressHash, at }: ErasureEntry): string {
  return JSON.stringify({
    id,
    kind,
    recordHash: recordHash.toString('hex'),
    addressHash: addressHash?.toString('hex') ?? null,
    at: at.toISOString(),
  });
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}
