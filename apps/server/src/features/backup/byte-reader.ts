import { BackupUnreadableError } from './backup-format.ts';

/** No line of a backup is longer. */
const LONGEST_LINE = 1024 * 1024;

/** Reads a stream of bytes by lines and by lengths, keeping no more than it needs. */
export interface ByteReader {
  /** Up to the next line feed, without it. */
  line(): Promise<string>;
  bytes(length: number): Promise<Buffer>;
  /** Fails unless the stream ends here. */
  end(): Promise<void>;
}

export function createByteReader(source: AsyncIterable<Uint8Array>): ByteReader {
  const chunks = source[Symbol.asyncIterator]();
  let held = Buffer.alloc(0);

  const more = async (): Promise<boolean> => {
    const next = await chunks.next();
    if (next.done) return false;
    held = held.length === 0 ? Buffer.from(next.value) : Buffer.concat([held, next.value]);
    return true;
  };
  const take = (length: number): Buffer => {
    const taken = held.subarray(0, length);
    held = held.subarray(length);
    return taken;
  };
  return {
    line: async () => {
      for (;;) {
        const end = held.indexOf(0x0a);
        if (end >= 0) return take(end + 1).toString('utf8', 0, end);
        if (held.length > LONGEST_LINE || !(await more())) throw cut();
      }
    },
    bytes: async (length) => {
      while (held.length < length) if (!(await more())) throw cut();
      return take(length);
    },
    end: async () => {
      while (held.length === 0) if (!(await more())) return;
      throw new BackupUnreadableError('the backup goes on after its end');
    },
  };
}

const cut = () => new BackupUnreadableError('the backup ends too early');
