import { open, readFile } from 'node:fs/promises';
import { z } from 'zod';
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
      const handle = await open(path, 'a', 0o600);
      try {
        // One write, so that lines of several writers never mix; a line feed first, in case the last
        // writer died within its line.
        await handle.write(`\n${entries.map(lineOf).join('\n')}\n`);
        await handle.sync();
      } finally {
        await handle.close();
      }
    },
  };
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
