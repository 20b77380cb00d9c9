import { constants, createReadStream } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import { pipeline as connect, Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import type { Keyring } from '../../platform/keyring.ts';
import { decrypt } from './backup-cipher.ts';
import {
  backupHeaderSchema,
  BackupUnreadableError,
  END,
  MAGIC,
  type BackupHeader,
  type BackupTable,
} from './backup-format.ts';
import { createByteReader, type ByteReader } from './byte-reader.ts';

/** An opened backup; tables come in the header's order, mails last. */
export interface OpenBackup {
  header: BackupHeader;
  /** Hands each table's rows, as COPY text, to `take`, which must read them to their end. */
  readTables(
    take: (table: BackupTable, rows: AsyncIterable<Buffer>) => Promise<void>,
  ): Promise<void>;
}

/** No chunk is written larger; a length beyond this is nonsense, not memory to be taken. */
const LONGEST_CHUNK = 16 * 1024 * 1024;

/**
 * Opens a backup and reads its header. Throws {@link BackupUnreadableError} in words for people, and
 * what the system says of a file that is not there.
 */
export async function openBackup(file: string, keyring: Keyring): Promise<OpenBackup> {
  // A name mistyped is not a backup gone bad, and should not be told so.
  await access(file, constants.R_OK);
  if (!(await stat(file)).isFile()) throw new BackupUnreadableError(`${file} is no file`);
  const reader = createByteReader(plainBytes(file, keyring));
  if ((await readable(reader.line())) !== MAGIC)
    throw new BackupUnreadableError('this is a backup of a format that this Lantern does not know');
  const header = backupHeaderSchema.parse(JSON.parse(await readable(reader.line())));
  return {
    header,
    readTables: async (take) => {
      for (const table of [...header.tables, header.mails]) await take(table, rowsOf(reader));
      if ((await readable(reader.line())) !== END)
        throw new BackupUnreadableError('the backup has no proper end');
      await readable(reader.end());
    },
  };
}

/**
 * Reads a whole backup without using it: that it is genuine, complete and holds the rows it says. Only
 * then may anything be changed.
 */
export async function verifyBackup(file: string, keyring: Keyring): Promise<BackupHeader> {
  const backup = await openBackup(file, keyring);
  await backup.readTables(async ({ name, rows }, chunks) => {
    let lines = 0;
    // COPY's text format writes a line feed within a value as `\n`, so that a line is a row.
    for await (const chunk of chunks) for (const byte of chunk) if (byte === 0x0a) lines += 1;
    if (lines !== rows)
      throw new BackupUnreadableError(`${name} should have ${rows} rows and has ${lines}`);
  });
  return backup.header;
}

function plainBytes(file: string, keyring: Keyring): AsyncIterable<Uint8Array> {
  const unzipped = createGunzip();
  // A fault of the file or the cipher reaches the reader through `unzipped`.
  connect(Readable.from(decrypt(keyring, createReadStream(file))), unzipped, () => undefined);
  return unzipped;
}

async function* rowsOf(reader: ByteReader): AsyncGenerator<Buffer> {
  for (;;) {
    const length = (await readable(reader.bytes(4))).readUInt32BE();
    if (length === 0) return;
    if (length > LONGEST_CHUNK) throw new BackupUnreadableError('the backup holds a broken chunk');
    yield await readable(reader.bytes(length));
  }
}

/** Whatever fails while bytes are read is the file's fault: its encryption covers every byte. */
async function readable<T>(reading: Promise<T>): Promise<T> {
  try {
    return await reading;
  } catch (cause) {
    if (cause instanceof BackupUnreadableError) throw cause;
    throw new BackupUnreadableError('the backup was changed or cut short', { cause });
  }
}
