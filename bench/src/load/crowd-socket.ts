import net from 'node:net';
import { eachFrame, textFrame } from './text-frames.ts';

/** What one socket of the crowd tells. */
export interface CrowdEars {
  /** It was let in. */
  entered: () => void;
  /** A tick: `["tick",…]` lies there. */
  tick: (buffer: Buffer, start: number, end: number) => void;
  /** An event: `["event",…]` lies there. */
  event: (buffer: Buffer, start: number, end: number) => void;
  /** It was refused, or its connection ended. */
  ended: (why: string) => void;
}

const CONNECT = textFrame('40');
const PONG = textFrame('3');
const [OPEN, PING, MESSAGE, ENTERED, TICK, EVENT] = Buffer.from('0240te');
/** Of `42["tick"`: where the array begins, and its first letter. */
const ARRAY_AT = 2;
const LETTER_AT = 4;

/** All sockets of a process read into this, one after the other. */
const shared = Buffer.allocUnsafe(64 * 1024);

/**
 * Opens one Socket.IO socket over WebSocket and says no more than keeps it alive. With a client library, ten
 * thousand of them would take more of the machine than the server that is measured.
 */
export function openCrowdSocket(port: number, path: string, ears: CrowdEars): net.Socket {
  let upgraded = false;
  let rest: Buffer | null = null;

  function hear(buffer: Buffer, start: number, end: number) {
    const kind = buffer[start];
    if (kind === PING) socket.write(PONG);
    else if (kind === OPEN) socket.write(CONNECT);
    else if (kind === MESSAGE && buffer[start + 1] === ENTERED) ears.entered();
    else if (buffer[start + LETTER_AT] === TICK) ears.tick(buffer, start + ARRAY_AT, end);
    else if (buffer[start + LETTER_AT] === EVENT) ears.event(buffer, start + ARRAY_AT, end);
  }
  function read(bytes: Buffer) {
    const used = eachFrame(bytes, bytes.length, hear);
    rest = used < bytes.length ? Buffer.from(bytes.subarray(used)) : null;
  }
  function receive(chunk: Buffer) {
    const bytes = rest ? Buffer.concat([rest, chunk]) : chunk;
    rest = null;
    if (upgraded) return read(bytes);
    const answer = bytes.toString('latin1');
    const end = answer.indexOf('\r\n\r\n');
    if (end < 0) rest = Buffer.from(bytes);
    else if (!answer.startsWith('HTTP/1.1 101 ')) socket.destroy(new Error(answer));
    else {
      upgraded = true;
      read(bytes.subarray(end + 4));
    }
  }

  const socket = net.connect({
    port,
    host: '127.0.0.1',
    noDelay: true,
    onread: {
      buffer: shared,
      callback: (length) => {
        receive(shared.subarray(0, length));
        return true;
      },
    },
  });
  socket.once('connect', () => socket.write(upgradeRequest(port, path)));
  socket.on('error', ({ message }) => ears.ended(message));
  socket.once('close', () => ears.ended('its connection was closed'));
  return socket;
}

/** As long as a phone's browser makes it, since a server may keep the headers. */
function upgradeRequest(port: number, path: string): string {
  return [
    `GET ${path} HTTP/1.1`,
    `Host: localhost:${port}`,
    'Connection: Upgrade',
    'Pragma: no-cache',
    'Cache-Control: no-cache',
    'User-Agent: Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36',
    'Upgrade: websocket',
    `Origin: http://localhost:${port}`,
    'Sec-WebSocket-Version: 13',
    'Accept-Encoding: gzip, deflate, br, zstd',
    'Accept-Language: en-GB,en;q=0.9,ko;q=0.8',
    'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
    'Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits',
    '\r\n',
  ].join('\r\n');
}
