import { Decrypter, Encrypter } from 'age-encryption';
import type { Keyring } from '../../platform/keyring.ts';
import { BackupUnreadableError } from './backup-format.ts';

// The passphrase is a 256-bit key already: stretching it would only cost time.
const SCRYPT_LOG_N = 10;

/**
 * The passphrase of this installation's backups: with it and the file, `age -d FILE | gunzip` reads a
 * backup without Lantern. Symmetric, so that a file that opens was also made by a holder of the secret.
 */
function backupPassphrase(keyring: Keyring): string {
  return keyring.derive('backup').toString('base64url');
}

/** Encrypts as age does (age-encryption.org/v1), 64 KiB at a time. */
export async function* encrypt(
  keyring: Keyring,
  plain: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  const encrypter = new Encrypter();
  encrypter.setScryptWorkFactor(SCRYPT_LOG_N);
  encrypter.setPassphrase(backupPassphrase(keyring));
  yield* fromWeb(await encrypter.encrypt(toWeb(plain)));
}

/** Fails at its first step for another secret, and later for a changed or cut file. */
export async function* decrypt(
  keyring: Keyring,
  sealed: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  const decrypter = new Decrypter();
  decrypter.addPassphrase(backupPassphrase(keyring));
  const plain = await decrypter.decrypt(toWeb(sealed)).catch((cause: unknown) => {
    throw new BackupUnreadableError(
      'this is no backup made with this LANTERN_SECRET, or its beginning was changed',
      { cause },
    );
  });
  yield* fromWeb(plain);
}

// age speaks web streams, whose types differ between Node's and the browser's; these fit both.

function toWeb(source: AsyncIterable<Uint8Array>): ReadableStream<Uint8Array> {
  const chunks = source[Symbol.asyncIterator]();
  return new ReadableStream<Uint8Array>({
    pull: async (controller) => {
      const next = await chunks.next();
      if (next.done) controller.close();
      else controller.enqueue(next.value);
    },
    cancel: async () => {
      await chunks.return?.();
    },
  });
}

async function* fromWeb(stream: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = stream.getReader();
  let ended = false;
  try {
    for (;;) {
      const next = await reader.read();
      ended = next.done;
      if (next.done) return;
      yield next.value;
    }
  } finally {
    if (!ended) await reader.cancel().catch(() => undefined);
  }
}
