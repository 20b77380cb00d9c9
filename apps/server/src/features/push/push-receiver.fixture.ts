import { createDecipheriv, createECDH, hkdfSync, randomBytes } from 'node:crypto';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import { once } from 'node:events';

/** A push that came, decrypted as a browser does. */
interface Received {
  headers: IncomingHttpHeaders;
  payload: unknown;
  /** Length of what travelled. */
  bytes: number;
}

/** A push service on this machine together with the browser behind it. */
export async function startPushReceiver() {
  const browser = createECDH('prime256v1');
  browser.generateKeys();
  const auth = randomBytes(16);
  const received: Received[] = [];
  const answers: number[] = [];
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const body = Buffer.concat(parts);
      const payload: unknown = JSON.parse(decrypt(body));
      received.push({ headers: request.headers, payload, bytes: body.length });
      response.writeHead(answers.shift() ?? 201).end();
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (typeof address !== 'object' || !address) throw new Error('no port');

  const decrypt = (body: Buffer): string => {
    const salt = body.subarray(0, 16);
    const keyLength = body.readUInt8(20);
    const theirs = body.subarray(21, 21 + keyLength);
    const record = body.subarray(21 + keyLength);
    const derive = (secret: Buffer, from: Buffer, [info, length]: [Buffer, number]) =>
      Buffer.from(hkdfSync('sha256', secret, from, info, length));
    const info = Buffer.concat([Buffer.from('WebPush: info\0'), browser.getPublicKey(), theirs]);
    const secret = derive(browser.computeSecret(theirs), auth, [info, 32]);
    const key = derive(secret, salt, [Buffer.from('Content-Encoding: aes128gcm\0'), 16]);
    const nonce = derive(secret, salt, [Buffer.from('Content-Encoding: nonce\0'), 12]);
    const decipher = createDecipheriv('aes-128-gcm', key, nonce, { authTagLength: 16 });
    decipher.setAuthTag(record.subarray(-16));
    const plain = Buffer.concat([decipher.update(record.subarray(0, -16)), decipher.final()]);
    return plain.subarray(0, plain.lastIndexOf(2)).toString();
  };
  return {
    received,
    /** Statuses of the next answers; 201 after them. */
    answers,
    origin: `http://127.0.0.1:${address.port}`,
    /** What the browser's `toJSON` says. */
    subscription: (path = '/send/secret-of-the-browser') => ({
      endpoint: `http://127.0.0.1:${address.port}${path}`,
      keys: {
        p256dh: browser.getPublicKey('base64url'),
        auth: auth.toString('base64url'),
      },
    }),
    close: async () => {
      server.close();
      await once(server, 'close');
    },
  };
}
