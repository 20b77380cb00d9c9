import { createHash, generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto';

/** What a browser and its authenticator do, in software: real keys, real signatures (ES256). */
export interface SoftAuthenticator {
  register(options: CreationOptions, site: Site): Record<string, unknown>;
  signIn(options: RequestOptions, site: Site): Record<string, unknown>;
}

/** Where the ceremony takes place, as the browser sees it. */
export interface Site {
  origin: string;
  rpId?: string;
  /** False: the device did not check who holds it. */
  userVerified?: boolean;
}

interface CreationOptions {
  challenge: string;
}
interface RequestOptions {
  challenge: string;
}

const USER_PRESENT = 0x01;
const USER_VERIFIED = 0x04;
const ATTESTED = 0x40;

export function createSoftAuthenticator(): SoftAuthenticator {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const id = randomBytes(16);
  let counter = 0;
  return {
    register: ({ challenge }, site) => {
      const length = Buffer.alloc(2);
      length.writeUInt16BE(id.length);
      const credential = Buffer.concat([Buffer.alloc(16), length, id, coseKey(publicKey)]);
      const data = authenticatorData(site, { flags: ATTESTED, counter, rest: credential });
      const attestation = Buffer.concat([
        Buffer.from('a363666d74646e6f6e656761747453746d74a0686175746844617461', 'hex'),
        Buffer.of(0x59, data.length >> 8, data.length & 0xff),
        data,
      ]);
      return credentialJson(id, {
        clientDataJSON: clientData('webauthn.create', challenge, site).toString('base64url'),
        attestationObject: attestation.toString('base64url'),
        transports: ['internal'],
      });
    },
    signIn: ({ challenge }, site) => {
      counter += 1;
      const data = authenticatorData(site, { flags: 0, counter, rest: Buffer.alloc(0) });
      const client = clientData('webauthn.get', challenge, site);
      const signed = Buffer.concat([data, createHash('sha256').update(client).digest()]);
      return credentialJson(id, {
        clientDataJSON: client.toString('base64url'),
        authenticatorData: data.toString('base64url'),
        signature: sign('sha256', signed, privateKey).toString('base64url'),
      });
    },
  };
}

function credentialJson(id: Buffer, response: Record<string, unknown>) {
  const text = id.toString('base64url');
  return { id: text, rawId: text, type: 'public-key', clientExtensionResults: {}, response };
}

function clientData(type: string, challenge: string, { origin }: Site): Buffer {
  return Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }));
}

function authenticatorData(
  { origin, rpId = new URL(origin).hostname, userVerified = true }: Site,
  { flags, counter, rest }: { flags: number; counter: number; rest: Buffer },
): Buffer {
  const all = flags | USER_PRESENT | (userVerified ? USER_VERIFIED : 0);
  const count = Buffer.alloc(4);
  count.writeUInt32BE(counter);
  return Buffer.concat([createHash('sha256').update(rpId).digest(), Buffer.of(all), count, rest]);
}

/** CBOR of an EC2 key for ES256: {1: 2, 3: -7, -1: 1, -2: x, -3: y}. */
function coseKey(key: KeyObject): Buffer {
  const { x = '', y = '' } = key.export({ format: 'jwk' });
  return Buffer.concat([
    Buffer.from('a5010203262001215820', 'hex'),
    Buffer.from(x, 'base64url'),
    Buffer.from('225820', 'hex'),
    Buffer.from(y, 'base64url'),
  ]);
}
