import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ClientToServer, ServerToClient, Tick } from '@lantern/schemas/live';
import { Server } from 'socket.io';
import { io as connect, type Socket } from 'socket.io-client';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { LiveIo, LiveSocket } from './live-socket.ts';
import { tickFrame, writeTick } from './tick-frame.ts';

const tickOf = (total: number): Tick => ({
  total,
  version: total,
  perMinute: 1,
  asOf: '2026-11-20T12:00:00.000Z',
});

let io: LiveIo;
let client: Socket<ServerToClient, ClientToServer>;
let port: number;

beforeEach(async () => {
  const http = createServer();
  io = new Server(http, { transports: ['websocket'], perMessageDeflate: false });
  http.listen(0, '127.0.0.1');
  await once(http, 'listening');
  // A server that listens on a port has an AddressInfo; strings are for pipes.
  ({ port } = http.address() as AddressInfo);
});
afterEach(async () => {
  client.close();
  await io.close();
});

/** What the client heard, in order, up to the tick of that total. */
async function heardUpTo(last: number): Promise<string[]> {
  const heard: string[] = [];
  client = connect(`http://127.0.0.1:${port}`, { transports: ['websocket'], reconnection: false });
  const { promise, resolve } = Promise.withResolvers<void>();
  client.emit('sync', { epoch: randomUUID(), seq: 0 }, () => undefined);
  client.on('closing', ({ reason }) => heard.push(reason));
  client.on('tick', ({ total }) => {
    heard.push(`tick ${total}`);
    if (total === last) resolve();
  });
  await promise;
  return heard;
}

/** Runs as soon as a socket is in. */
function whenIn(work: (socket: LiveSocket) => void) {
  io.on('connection', (socket) => {
    void socket.join('room');
    work(socket);
  });
}

test('a tick never overtakes what was said before it', async () => {
  whenIn((socket) => {
    socket.emit('closing', { reason: 'restart', retryAfterMs: 1 });
    writeTick(io, 'room', tickOf(1));
    socket.emit('closing', { reason: 'overloaded', retryAfterMs: 1 });
    writeTick(io, 'room', tickOf(2));
  });
  expect(await heardUpTo(2)).toEqual(['restart', 'tick 1', 'overloaded', 'tick 2']);
});

test('what is said after a tick follows it', async () => {
  whenIn((socket) => {
    // By the time the client has said something, all of the server's first words are gone.
    socket.on('sync', () => {
      writeTick(io, 'room', tickOf(1));
      socket.emit('closing', { reason: 'restart', retryAfterMs: 1 });
      writeTick(io, 'room', tickOf(2));
    });
  });
  expect(await heardUpTo(2)).toEqual(['tick 1', 'restart', 'tick 2']);
});

test('long ticks are whole frames as well', () => {
  const long = { ...tickOf(1), asOf: 'x'.repeat(300) };
  const frame = tickFrame(long);
  const payload = `42${JSON.stringify(['tick', long])}`;
  expect([...frame.subarray(0, 4)]).toEqual([0x81, 126, payload.length >> 8, payload.length & 255]);
  expect(frame.subarray(4).toString()).toBe(payload);
});

test('sockets that are leaving, or gone, do not disturb the others', async () => {
  let left = 0;
  whenIn((socket) => {
    socket.on('disconnect', () => (left += 1));
    if (left > 0) return writeTick(io, 'room', tickOf(5));
    // Its connection is ended under it: no event has told anybody yet.
    socket.conn.request.socket.destroy();
    writeTick(io, 'room', tickOf(4));
  });
  const first = connect(`http://127.0.0.1:${port}`, {
    transports: ['websocket'],
    reconnection: false,
  });
  await new Promise((resolve) => first.once('disconnect', resolve));
  first.close();
  expect(await heardUpTo(5)).toEqual(['tick 5']);
});

test('whoever goes on without taking anything is sent no more', async () => {
  const { promise: gone, resolve } = Promise.withResolvers<string>();
  whenIn((socket) => {
    socket.on('disconnect', resolve);
    socket.on('sync', () => {
      // More than the system keeps for one connection, in its buffers and in the client's.
      for (let count = 0; count < 400; count += 1)
        writeTick(io, 'room', { ...tickOf(count), asOf: 'x'.repeat(60_000) });
    });
  });
  client = connect(`http://127.0.0.1:${port}`, { transports: ['websocket'], reconnection: false });
  client.emit('sync', { epoch: randomUUID(), seq: 0 }, () => undefined);
  expect(await gone).toMatch(/^transport (?:close|error)$/u);
});
