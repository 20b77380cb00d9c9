import { randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { codeOf } from '../platform/error-code.ts';

const FILE = 'secret';
const BYTES = 32;

/**
 * The installation's secret: the environment's, or in local mode one made at the first start and kept
 * in `dataDir`, readable by its owner alone.
 */
export async function installationSecret(
  given: string | undefined,
  dataDir: string,
): Promise<Uint8Array> {
  if (given !== undefined) return Buffer.from(given);
  const file = path.join(dataDir, FILE);
  const made = randomBytes(BYTES).toString('base64url');
  // `wx` decides between two starts at once: the second reads what the first wrote.
  await writeFile(file, `${made}\n`, { flag: 'wx', mode: 0o600 }).catch((error: unknown) => {
    if (codeOf(error) !== 'EEXIST') throw error;
  });
  const kept = (await readFile(file, 'utf8')).trim();
  if (kept.length < BYTES) throw new Error(`${file} holds no secret; restore it from a backup`);
  return Buffer.from(kept);
}
