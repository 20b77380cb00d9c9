import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openConnection } from './connection.ts';

let server: Server;
/** Answers one request with these pieces, a moment apart. */
let pieces: string[];

beforeEach(async () => {
  server = createServer((socket) => socket.on('data', () => void answer(socket)));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterEach(() => server.close());

async function answer(socket: Socket): Promise<void> {
  for (const piece of pieces) {
    if (piece === '') socket.destroy();
    else {
      socket.write(piece);
      await new Promise((resolve) => setImmediate(resolve));
    }
  }
}

async function statusOf(...sent: string[]): Promise<number> {
  pieces = sent;
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const connection = await openConnection(port);
  const status = await new Promise<number>((resolve) =>
    connection.send('GET / HTTP/1.1\r\n\r\n', resolve),
  );
  connection.close();
  return status;
}

const HEAD = 'HTTP/1.1 202 Accepted\r\nContent-Length: 4\r\n';

test.each([
  ['in one piece', [`${HEAD}\r\nbody`]],
  ['cut in the head', ['HTTP/1.1 202 Acc', 'epted\r\nContent-Length: 4\r\n\r\nbo', 'dy']],
  ['cut between the lines that end the head', [`${HEAD}\r`, '\nbody']],
  ['cut in the body', [`${HEAD}\r\nb`, 'ody']],
  ['without a body', ['HTTP/1.1 202 Accepted\r\n\r\n']],
  [
    'in chunks',
    ['HTTP/1.1 202 Accepted\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nbody\r\n0', '\r\n\r\n'],
  ],
])('knows where an answer %s ends', async (_how, sent) => {
  expect(await statusOf(...sent)).toBe(202);
});

test('a connection that breaks is told as such', async () => {
  expect(await statusOf(HEAD, '')).toBe(0);
});
