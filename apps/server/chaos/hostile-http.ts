import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';

/** How a connection ended, and what it was told. */
interface Ending {
  /** First line of the server's answer; empty where there was none. */
  said: string;
  /** From connecting to the end. */
  ms: number;
}

/** Of all crowds together: more than a server accepts would wait in the system's queue, and some be lost there. */
const PER_PACE = 15;
const PACE_MS = 10;
/** Longest a server may hold on to any of these; its own limits are 10 and 20 s. */
const PATIENCE_MS = 45_000;

let paced = 0;
let pace = Promise.resolve();

/** Waits for one's turn to connect. */
function turn(): Promise<void> {
  paced += 1;
  if (paced % PER_PACE === 0) pace = pace.then(() => delay(PACE_MS));
  return pace;
}

/** Runs `one` so many times, at the pace that all crowds share. */
export async function many<T>(count: number, one: (index: number) => Promise<T>): Promise<T[]> {
  const begin = async (index: number) => {
    await turn();
    return await one(index);
  };
  return await Promise.all(Array.from({ length: count }, (_, index) => begin(index)));
}

/** Connects, and does as told until the server ends it. */
async function until(port: number, act: (socket: Socket) => unknown): Promise<Ending> {
  const begun = performance.now();
  const socket = connect(port, '127.0.0.1');
  socket.on('error', () => undefined);
  let said = '';
  socket.on('data', (chunk: Buffer) => {
    if (said.length < 64) said += chunk.toString('latin1');
  });
  const ended = once(socket, 'close', { signal: AbortSignal.timeout(PATIENCE_MS) });
  await Promise.race([once(socket, 'connect'), ended]);
  void act(socket);
  await ended.finally(() => socket.destroy());
  return { said: said.split('\r\n', 1)[0] ?? '', ms: performance.now() - begun };
}

async function drip(socket: Socket, bytes: string): Promise<void> {
  while (!socket.closed && socket.writable) {
    socket.write(bytes);
    await delay(1_000);
  }
}

/** Headers that never end, a line a second. */
export const slowHeaders = (port: number) =>
  until(port, (socket) => {
    socket.write(`GET / HTTP/1.1\r\nHost: localhost:${port}\r\n`);
    return drip(socket, 'X-Again: and again\r\n');
  });

/** A body that never ends, a byte a second. */
export const slowBody = (port: number) =>
  until(port, (socket) => {
    socket.write(
      `POST /api/v1/signatures HTTP/1.1\r\nHost: localhost:${port}\r\nContent-Type: application/json\r\n` +
        'Content-Length: 900\r\n\r\n{',
    );
    return drip(socket, ' ');
  });

/** Somebody who connects and never speaks. */
export const silence = (port: number) => until(port, () => undefined);

export const greatHeaders = (port: number) =>
  until(port, (socket) =>
    socket.write(`GET / HTTP/1.1\r\nHost: localhost:${port}\r\nX: ${'x'.repeat(60_000)}\r\n\r\n`),
  );

/** More than any request may have, announced or not. */
export const greatBody = (port: number, index: number) =>
  until(port, (socket) => {
    const chunked = index % 2 === 0;
    const length = chunked ? 'Transfer-Encoding: chunked' : 'Content-Length: 99999999';
    socket.write(
      `POST /api/v1/signatures HTTP/1.1\r\nHost: localhost:${port}\r\nContent-Type: application/json\r\n` +
        `Connection: close\r\n${length}\r\n\r\n`,
    );
    const piece = 'x'.repeat(65_000);
    for (let count = 0; count < 4; count += 1)
      socket.write(chunked ? `${piece.length.toString(16)}\r\n${piece}\r\n` : piece);
  });

/** Asks for page after page, and takes none of it; answers how to give up. */
export function neverReads(port: number, path: string): () => void {
  const socket = connect(port, '127.0.0.1');
  socket.on('error', () => undefined);
  socket.pause();
  const request = `GET ${path} HTTP/1.1\r\nHost: localhost:${port}\r\n\r\n`;
  socket.write(request.repeat(100));
  return () => socket.destroy();
}

/** Is gone at once, with what it was about to say half said. */
export async function vanish(port: number, index: number): Promise<void> {
  const socket = connect(port, '127.0.0.1');
  socket.on('error', () => undefined);
  await Promise.race([once(socket, 'connect'), once(socket, 'close')]);
  if (index % 3 === 1) socket.write(`GET /en/petition HTTP/1.1\r\nHost: localhost:${port}\r\n\r\n`);
  if (index % 3 === 2) socket.write('POST /api/v1/signatures HTTP/1.1\r\nContent-Le');
  await delay(index % 50);
  socket.resetAndDestroy();
}
