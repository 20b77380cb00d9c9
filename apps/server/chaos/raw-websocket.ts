import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

/** A frame as it is put on the wire; what is left out is as it should be. */
interface RawFrame {
  opcode: number;
  payload?: Buffer;
  fin?: boolean;
  /** RFC 6455 wants every client's frame masked. */
  masked?: boolean;
  /** Announced instead of the payload's own length. */
  announced?: number;
}

/** A WebSocket of which every byte is the test's own. */
export interface RawWebSocket {
  readonly socket: Socket;
  /** Sees each text message of the server. */
  onText: (text: string) => void;
  sendText(text: string): void;
  sendFrame(frame: RawFrame): void;
  /** Resolves with the code of the server's closing frame; null where it closed without one. */
  readonly ended: Promise<number | null>;
}

export const OPCODE = { more: 0, text: 1, binary: 2, close: 8, ping: 9 } as const;
const OPEN_MS = 15_000;
/** Of no secret; the answer to it is not looked at. */
const KEY = Buffer.alloc(16, 1).toString('base64');
const LIVE = '/socket.io/?EIO=4&transport=websocket';

/** Upgrades; rejects when the server refuses, with its status line. */
export async function openRawWebSocket(
  port: number,
  { path = LIVE, origin }: { path?: string; origin?: string } = {},
): Promise<RawWebSocket> {
  const socket = connect(port, '127.0.0.1');
  socket.setNoDelay(true);
  socket.on('error', () => undefined);
  socket.write(
    `GET ${path} HTTP/1.1\r\nHost: localhost:${port}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n` +
      `Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: ${KEY}\r\n${origin ? `Origin: ${origin}\r\n` : ''}\r\n`,
  );
  const rest = await upgraded(socket);
  const raw: RawWebSocket = {
    socket,
    onText: () => undefined,
    sendText: (text) => socket.write(frame({ opcode: OPCODE.text, payload: Buffer.from(text) })),
    sendFrame: (given) => socket.write(frame(given)),
    ended: new Promise((resolve) => {
      let code: number | null = null;
      const read = createReader((opcode, payload) => {
        if (opcode === OPCODE.text) raw.onText(payload.toString());
        if (opcode !== OPCODE.close) return;
        code = payload.length >= 2 ? payload.readUInt16BE(0) : null;
        socket.end();
      });
      socket.on('data', read);
      socket.once('close', () => resolve(code));
      // In the next turn, when `onText` has been set.
      setImmediate(() => read(rest));
    }),
  };
  return raw;
}

async function upgraded(socket: Socket): Promise<Buffer> {
  let seen = Buffer.alloc(0);
  const signal = AbortSignal.timeout(OPEN_MS);
  const closed = once(socket, 'close', { signal });
  closed.catch(() => undefined);
  while (!seen.includes('\r\n\r\n')) {
    const data = once(socket, 'data', { signal }) as Promise<[Buffer]>;
    data.catch(() => undefined);
    const [chunk] = await Promise.race([data, closed.then(() => [null] as const)]);
    if (chunk === null) throw new Error(`not upgraded: ${seen.toString()}`);
    seen = Buffer.concat([seen, chunk]);
  }
  if (!seen.toString('latin1').startsWith('HTTP/1.1 101 '))
    throw new Error(`not upgraded: ${seen.toString()}`);
  return seen.subarray(seen.indexOf('\r\n\r\n') + 4);
}

function frame({ opcode, payload = Buffer.alloc(0), fin = true, ...given }: RawFrame): Buffer {
  const { masked = true, announced = payload.length } = given;
  const bit = masked ? 0x80 : 0;
  const head = announced < 126 ? Buffer.alloc(2) : Buffer.alloc(announced < 65_536 ? 4 : 10);
  head[0] = (fin ? 0x80 : 0) | opcode;
  if (announced < 126) head[1] = bit | announced;
  else if (announced < 65_536) {
    head[1] = bit | 126;
    head.writeUInt16BE(announced, 2);
  } else {
    head[1] = bit | 127;
    head.writeBigUInt64BE(BigInt(announced), 2);
  }
  // A mask of zeros leaves the payload as it is.
  return Buffer.concat([head, masked ? Buffer.alloc(4) : Buffer.alloc(0), payload]);
}

/** Cuts a server's unmasked frames out of what arrives. */
function createReader(take: (opcode: number, payload: Buffer) => void): (chunk: Buffer) => void {
  let kept: Buffer = Buffer.alloc(0);
  return (chunk) => {
    kept = kept.length === 0 ? chunk : Buffer.concat([kept, chunk]);
    while (kept.length >= 2) {
      const short = (kept[1] ?? 0) & 0x7f;
      const head = short < 126 ? 2 : short === 126 ? 4 : 10;
      if (kept.length < head) return;
      const length =
        short < 126
          ? short
          : short === 126
            ? kept.readUInt16BE(2)
            : Number(kept.readBigUInt64BE(2));
      if (kept.length < head + length) return;
      take((kept[0] ?? 0) & 0x0f, kept.subarray(head, head + length));
      kept = kept.subarray(head + length);
    }
  };
}
