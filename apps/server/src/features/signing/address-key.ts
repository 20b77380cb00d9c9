import type { Keyring } from '../../platform/keyring.ts';

/**
 * Under which an address's mails, and the tries at its codes, are counted, whether anybody knows it or not;
 * not its hash, so that the counters cannot be joined to signatures.
 */
export function addressKey(keyring: Keyring, emailHash: Buffer): Buffer {
  return keyring.hash('address-hash', 'counters', emailHash);
}
