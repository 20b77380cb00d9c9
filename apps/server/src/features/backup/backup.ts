import { createWriteStream } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { pipeline as connect, Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { snapshot, type Transaction } from '@lantern/db/database';
import type { Pool } from 'pg';
import type { Keyring } from '../../platform/keyring.ts';
import { encrypt } from './backup-cipher.ts';
import { END, frame, MAGIC, TABLE_END, type BackupHeader } from './backup-format.ts';
import { copyRows, describeSnapshot, type Snapshot } from './snapshot.repo.ts';

export interface BackupRequest {
  pool: Pool;
  keyring: Keyring;
  /** Where the backup goes; must not exist yet. */
  file: string;
}

/** COPY sends rows one by one; larger chunks are cheaper to frame. */
const CHUNK_BYTES = 64 * 1024;

/**
 * Writes an encrypted backup of one moment, while everything goes on. Memory stays bounded. The file
 * appears under its name only once it is whole and on the disk.
 */
export async function writeBackup({ pool, keyring, file }: BackupRequest): Promise<BackupHeader> {
  const unfinished = path.join(path.dirname(file), `.${path.basename(file)}.unfinished`);
  await reserve(file);
  try {
    const header = await snapshot(pool, async (tx) => {
      const described = await describeSnapshot(tx);
      const plain = createGzip();
      // Ends `plain` with the error if reading the tables fails, which the pipeline below then throws.
      connect(Readable.from(content(tx, described)), plain, () => undefined);
      const sealed = Readable.from(encrypt(keyring, plain), { objectMode: false });
      await pipeline(sealed, createWriteStream(unfinished, { mode: 0o600, flush: true }));
      return described.header;
    });
    await rename(unfinished, file);
    return header;
  } catch (error) {
    await rm(unfinished, { force: true });
    await rm(file, { force: true });
    throw error;
  }
}

/** Takes the name, so that no other file is overwritten. Throws `EEXIST`. */
async function reserve(file: string): Promise<void> {
  const handle = await open(file, 'wx', 0o600);
  await handle.close();
}

async function* content(tx: Transaction, { header, parts }: Snapshot): AsyncGenerator<Buffer> {
  yield Buffer.from(`${MAGIC}\n${JSON.stringify(header)}\n`);
  for (const part of parts) {
    for await (const chunk of gathered(copyRows(tx, part))) yield frame(chunk);
    yield TABLE_END;
  }
  yield Buffer.from(`${END}\n`);
}

async function* gathered(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let held: Buffer[] = [];
  let size = 0;
  for await (const chunk of chunks) {
    held.push(chunk);
    size += chunk.length;
    if (size < CHUNK_BYTES) continue;
    yield Buffer.concat(held);
    held = [];
    size = 0;
  }
  if (size > 0) yield Buffer.concat(held);
}
