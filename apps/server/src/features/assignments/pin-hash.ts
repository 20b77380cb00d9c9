import { randomBytes, scrypt } from 'node:crypto';
import { promisify } from 'node:util';
import { equalBytes, type Keyring } from '../../platform/keyring.ts';

const SALT_BYTES = 16;
const HASH_BYTES = 32;
// 16 MB and some 40 ms a hash. What keeps ten thousand PINs from being tried out is the key, which is not in the
// database; this keeps them slow for who has both.
const COST = { N: 2 ** 14, r: 8, p: 1 };

const derive = promisify<Uint8Array, Uint8Array, number, typeof COST, Buffer>(scrypt);

/** Compared against where no PIN is set, so that the work is the same. */
const NONE = Buffer.alloc(SALT_BYTES + HASH_BYTES);

/** A PIN as it is stored: its salt, and the hash of a keyed hash that binds it to its person. */
export async function hashPin(
  keyring: Pick<Keyring, 'hash'>,
  { accountId, pin }: { accountId: string; pin: string },
  salt: Uint8Array = randomBytes(SALT_BYTES),
): Promise<Buffer> {
  const keyed = keyring.hash('pin', accountId, pin);
  return Buffer.concat([salt, await derive(keyed, salt, HASH_BYTES, COST)]);
}

/** Whether it is that PIN; as much work, and as long, where none is set. */
export async function isPin(
  keyring: Pick<Keyring, 'hash'>,
  tried: { accountId: string; pin: string },
  stored: Buffer | null,
): Promise<boolean> {
  const against = stored ?? NONE;
  const hash = await hashPin(keyring, tried, against.subarray(0, SALT_BYTES));
  return equalBytes(hash, against) && stored !== null;
}
