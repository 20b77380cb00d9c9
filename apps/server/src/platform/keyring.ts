import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  hkdfSync,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto';

/** What a key is for; keys of different purposes are unrelated (HKDF-SHA-256). */
type KeyPurpose =
  | 'seal'
  | 'address-hash'
  | 'domain-hash'
  | 'network-hash'
  | 'snapshot-hash'
  | 'ledger-hash'
  | 'field-command'
  | 'link'
  | 'code'
  | 'session'
  | 'invitation'
  | 'push'
  | 'screen'
  | 'pin'
  | 'backup';

/** The only key in use; its id is stored with every sealed value, so that keys can be rotated. */
const KEY_ID = 1;
const IV_BYTES = 12;
const TAG_BYTES = 16;

/** Keys derived from `LANTERN_SECRET`; the secret itself goes no further. */
export interface Keyring {
  /** AES-256-GCM; the key id and `recordId` are authenticated, so a value cannot be moved to another row. */
  seal(plain: string, recordId: string): Buffer;
  /** Reverses {@link Keyring.seal}; throws when the value, the record or the key is another. */
  open(sealed: Uint8Array, recordId: string): string;
  /** HMAC-SHA-256 of `parts` (length-prefixed, so that no two lists collide). */
  hash(purpose: KeyPurpose, ...parts: readonly (string | Uint8Array)[]): Buffer;
  /** 32 bytes for a library that wants a key of its own. */
  derive(purpose: KeyPurpose): Buffer;
}

/** `secret` is at least 32 bytes. */
export function createKeyring(secret: Uint8Array): Keyring {
  const keys = new Map<KeyPurpose, Buffer>();
  const derive = (purpose: KeyPurpose): Buffer => {
    const known = keys.get(purpose);
    if (known) return known;
    const key = Buffer.from(hkdfSync('sha256', secret, '', `lantern/${purpose}/v${KEY_ID}`, 32));
    keys.set(purpose, key);
    return key;
  };
  return {
    derive,
    seal: (plain, recordId) => seal(derive('seal'), plain, recordId),
    open: (sealed, recordId) => open(derive('seal'), Buffer.from(sealed), recordId),
    hash: (purpose, ...parts) => {
      const mac = createHmac('sha256', derive(purpose));
      const length = Buffer.alloc(4);
      for (const part of parts) {
        const bytes = typeof part === 'string' ? Buffer.from(part) : part;
        length.writeUInt32BE(bytes.length);
        mac.update(length).update(bytes);
      }
      return mac.digest();
    },
  };
}

const IVS_AT_ONCE = 256;
let ivs = Buffer.alloc(0);

/** Random bytes never used before; drawn many at a time, since one draw costs as much as the sealing. */
function nextIv(): Buffer {
  if (ivs.length < IV_BYTES) ivs = randomBytes(IV_BYTES * IVS_AT_ONCE);
  const iv = ivs.subarray(0, IV_BYTES);
  ivs = ivs.subarray(IV_BYTES);
  return iv;
}

function seal(key: Buffer, plain: string, recordId: string): Buffer {
  const iv = nextIv();
  const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(aad(KEY_ID, recordId));
  const body = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
  return Buffer.concat([Buffer.of(KEY_ID), iv, cipher.getAuthTag(), body]);
}

function open(key: Buffer, sealed: Buffer, recordId: string): string {
  const keyId = sealed.readUInt8(0);
  if (keyId !== KEY_ID)
    throw new Error(`sealed with key ${keyId}, which this keyring does not have`);
  const iv = sealed.subarray(1, 1 + IV_BYTES);
  const tag = sealed.subarray(1 + IV_BYTES, 1 + IV_BYTES + TAG_BYTES);
  const cipher = createDecipheriv('aes-256-gcm', key, iv, {
    // Or a shorter tag, which is easier to hit upon, would be taken as well.
    authTagLength: TAG_BYTES,
  })
    .setAAD(aad(keyId, recordId))
    .setAuthTag(tag);
  return (
    cipher.update(sealed.subarray(1 + IV_BYTES + TAG_BYTES), undefined, 'utf8') +
    cipher.final('utf8')
  );
}

const aad = (keyId: number, recordId: string): Buffer => Buffer.from(`${keyId}:${recordId}`);

/** Compares in constant time; lengths may differ. */
export function equalBytes(left: Uint8Array, right: Uint8Array): boolean {
  return left.length === right.length && timingSafeEqual(left, right);
}
