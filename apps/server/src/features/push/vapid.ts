import { createECDH, createPrivateKey, sign, type KeyObject } from 'node:crypto';
import type { Keyring } from '../../platform/keyring.ts';

/** How long a token holds, seconds; push services allow a day at most. */
const TOKEN_SECONDS = 12 * 3_600;

/** Tells push services who sends (RFC 8292). */
export interface Vapid {
  /** What a browser subscribes with: the public key, base64url. */
  publicKey: string;
  /** Value of `Authorization` for a push to this address at `now`. */
  authorization(endpoint: URL, now: Date): string;
}

/**
 * The key follows from the installation's secret as all others do: every node has the same, and a restored
 * installation wakes the same browsers. `contact` is an address at which push services reach the sender.
 */
export function createVapid(keyring: Keyring, contact: string): Vapid {
  const scalar = Buffer.from(keyring.hash('push', 'vapid'));
  // Below the order of the curve, whatever was hashed.
  scalar.writeUInt8(scalar.readUInt8(0) & 0x7f, 0);
  const ecdh = createECDH('prime256v1');
  ecdh.setPrivateKey(scalar);
  const point = ecdh.getPublicKey();
  const publicKey = point.toString('base64url');
  const key = keyOf(scalar, point);
  return {
    publicKey,
    authorization: ({ origin }, now) => {
      const exp = Math.floor(now.getTime() / 1_000) + TOKEN_SECONDS;
      const token = [
        { typ: 'JWT', alg: 'ES256' },
        { aud: origin, exp, sub: contact },
      ]
        .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
        .join('.');
      const signature = sign('sha256', Buffer.from(token), { key, dsaEncoding: 'ieee-p1363' });
      return `vapid t=${token}.${signature.toString('base64url')}, k=${publicKey}`;
    },
  };
}

function keyOf(scalar: Buffer, point: Buffer): KeyObject {
  const part = (bytes: Buffer) => bytes.toString('base64url');
  const [x, y] = [part(point.subarray(1, 33)), part(point.subarray(33))];
  return createPrivateKey({
    key: { kty: 'EC', crv: 'P-256', d: part(scalar), x, y },
    format: 'jwk',
  });
}
