import { Decrypter, Encrypter } from 'age-encryption';
import type { Keyring } from '../../platform/keyring.ts';
import { BackupUnreadableError } from './backup-format.ts';

// The passphrase is a 256-bit key already: stretching it would only cost time.
const SCRYPT_LOG_N = 10;

/**
 * The passphrase of this installation's backups: with it and the file, `age -d FILE | gunzip` reads a
 * backup without Lantern. Symmetric, so that a file that opens was also made by a holder of the secret.
 */
export function backupPassphrase(keyring: Keyring): string {
  return keyring.derive('backup').toString('base64url');
}

/** Encrypts as age does (age-encryption.org/v1), 64 KiB at a time. */
export async function encrypt(
  keyring: Keyring,
  plain: ReadableStream<Uint8Array>,
): Promise<ReadableStream<Uint8Array>> {
  const encrypter = new Encrypter();
  encrypter.setScryptWorkFactor(SCRYPT_LOG_N);
  encrypter.setPassphrase(backupPassphrase(keyring));
  return encrypter.encrypt(plain);
}

/** Fails at once for another secret, and while reading for a changed or cut file. */
export async function decrypt(
  keyring: Keyring,
  sealed: ReadableStream<Uint8Array>,
): Promise<ReadableStream<Uint8Array>> {
  const decrypter = new Decrypter();
  decrypter.addPassphrase(backupPassphrase(keyring));
  try {
    return await decrypter.decrypt(sealed);
  } catch (cause) {
    throw new BackupUnreadableError(
      'this is no backup made with this LANTERN_SECRET, or its beginning was changed',
      { cause },
    );
  }
}
