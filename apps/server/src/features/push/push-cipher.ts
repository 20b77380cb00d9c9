import { createCipheriv, createECDH, hkdfSync, randomBytes } from 'node:crypto';

/** Keys a browser gave with its subscription. */
export interface BrowserKeys {
  /** Uncompressed point on P-256, 65 bytes. */
  p256dh: Buffer;
  /** 16 bytes. */
  auth: Buffer;
}

const SALT_BYTES = 16;
/** Length of a record, as it must be said; there is only one, and it is shorter. */
const RECORD_BYTES = 4_096;
/** Ends the last record; only padding follows. */
const LAST_RECORD = 2;

interface Options {
  /** The plain text is filled up to this many bytes, so that its length tells nothing. */
  fillTo: number;
  /** What is drawn anew for every message; given by a test alone. */
  drawn?: { salt: Buffer; privateKey: Buffer };
}

/**
 * Encrypts for one browser by RFC 8291 (`aes128gcm` of RFC 8188, one record). By hand, since the library for it has
 * had no release since January 2024 and brings five dependencies for these lines.
 */
export function encryptPush(plain: Buffer, keys: BrowserKeys, { fillTo, drawn }: Options): Buffer {
  const ecdh = createECDH('prime256v1');
  if (drawn) ecdh.setPrivateKey(drawn.privateKey);
  else ecdh.generateKeys();
  const ours = ecdh.getPublicKey();
  const salt = drawn?.salt ?? randomBytes(SALT_BYTES);
  const info = Buffer.concat([Buffer.from('WebPush: info\0'), keys.p256dh, ours]);
  const secret = hkdf(ecdh.computeSecret(keys.p256dh), { salt: keys.auth, info, bytes: 32 });
  const key = hkdf(secret, { salt, info: 'Content-Encoding: aes128gcm\0', bytes: 16 });
  const nonce = hkdf(secret, { salt, info: 'Content-Encoding: nonce\0', bytes: 12 });
  const cipher = createCipheriv('aes-128-gcm', key, nonce);
  const padding = Buffer.alloc(Math.max(0, fillTo - plain.length));
  const record = Buffer.concat([plain, Buffer.of(LAST_RECORD), padding]);
  const body = Buffer.concat([cipher.update(record), cipher.final(), cipher.getAuthTag()]);
  return Buffer.concat([salt, uint32(RECORD_BYTES), Buffer.of(ours.length), ours, body]);
}

function hkdf(
  secret: Buffer,
  { salt, info, bytes }: { salt: Buffer; info: string | Buffer; bytes: number },
): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, salt, info, bytes));
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}
