import { z } from 'zod';

/** First line inside the encryption. A reader refuses what it does not know. */
export const MAGIC = 'LANTERN BACKUP 1';
/** Follows the last table. */
export const END = 'END';

/** One table's part of a backup. */
const tableSchema = z.object({
  name: z.string().regex(/^[a-z0-9_]+$/u),
  columns: z.array(z.string().regex(/^[a-zA-Z0-9_]+$/u)),
  rows: z.number().int().nonnegative(),
});
export type BackupTable = z.infer<typeof tableSchema>;

/** Second line: what the backup holds. Read only once its encryption was found genuine. */
export const backupHeaderSchema = z.object({
  /** When the snapshot was taken, database time. */
  takenAt: z.iso.datetime(),
  /** The epoch of the database it was taken of. */
  epoch: z.uuid().nullable(),
  /** Migrations that had been applied, oldest first: the shape of the tables. */
  migrations: z.array(z.string()),
  /** In an order in which they can be loaded: what is referred to comes first. */
  tables: z.array(tableSchema),
  /** Mails that were waiting to be sent. */
  mails: tableSchema,
});
export type BackupHeader = z.infer<typeof backupHeaderSchema>;

/** Whoever made the file had another secret, or the file was changed or cut. */
export class BackupUnreadableError extends Error {
  override readonly name = 'BackupUnreadableError';
}

/** A chunk of a table: its length, then its bytes. */
export function frame(chunk: Uint8Array): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(chunk.length);
  return Buffer.concat([length, chunk]);
}

/** A chunk without bytes: the table is over. */
export const TABLE_END = Buffer.alloc(4);
