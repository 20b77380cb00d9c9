import { connect } from 'node:net';

/** One keep-alive connection that carries one request at a time. */
export interface Connection {
  /** Bytes as latin1; the callback gets the status, or 0 if the connection broke. */
  send(request: string, done: (status: number) => void): void;
  close(): void;
}

const READ_BYTES = 256 * 1024;
const HEAD_END = Buffer.from('\r\n\r\n');
const LAST_CHUNK = '0\r\n\r\n';

/**
 * Opens a connection. It reads no more of an answer than where it ends: a whole HTTP client costs several
 * times as much, and on a small machine what the generator uses is missing from what it measures.
 */
export function openConnection(port: number): Promise<Connection> {
  const { promise, resolve, reject } = Promise.withResolvers<Connection>();
  let done: ((status: number) => void) | null = null;
  let reading = startOfAnswer();
  const finish = (status: number) => {
    const told = done;
    done = null;
    reading = startOfAnswer();
    told?.(status);
  };
  const buffer = Buffer.allocUnsafe(READ_BYTES);
  const socket = connect({
    port,
    host: '127.0.0.1',
    noDelay: true,
    onread: {
      buffer,
      callback: (size) => {
        const status = reading(buffer.subarray(0, size));
        if (status !== null) finish(status);
        return true;
      },
    },
  });
  socket.once('connect', () =>
    resolve({
      send: (request, told) => {
        done = told;
        socket.write(request, 'latin1');
      },
      close: () => socket.destroy(),
    }),
  );
  socket.once('error', reject);
  socket.once('close', () => finish(0));
  return promise;
}

/** Takes the bytes of one answer; its status once it is whole. */
function startOfAnswer(): (bytes: Buffer) => number | null {
  let head = '';
  let left: number | 'chunked' | null = null;
  let tail = '';
  return (bytes) => {
    let body = bytes;
    if (left === null) {
      const end = head === '' ? bytes.indexOf(HEAD_END) : -1;
      if (end < 0) {
        head += bytes.toString('latin1');
        const whole = head.indexOf('\r\n\r\n');
        if (whole < 0) return null;
        body = Buffer.from(head.slice(whole + HEAD_END.length), 'latin1');
        head = head.slice(0, whole);
      } else {
        head = bytes.toString('latin1', 0, end);
        body = bytes.subarray(end + HEAD_END.length);
      }
      left = bodyOf(head);
    }
    if (left === 'chunked') {
      tail = (tail + body.toString('latin1')).slice(-LAST_CHUNK.length);
      return tail === LAST_CHUNK ? statusOf(head) : null;
    }
    left -= body.length;
    return left > 0 ? null : statusOf(head);
  };
}

function bodyOf(head: string): number | 'chunked' {
  const length = /\ncontent-length: (\d+)/iu.exec(head)?.[1];
  if (length !== undefined) return Number(length);
  return /\ntransfer-encoding: chunked/iu.test(head) ? 'chunked' : 0;
}

const statusOf = (head: string): number => Number(head.slice(9, 12));
