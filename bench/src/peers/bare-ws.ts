import type { AddressInfo } from 'node:net';
import { once } from 'node:events';
import { WebSocketServer, type WebSocket } from 'ws';
import { answerJobs } from '../program.ts';

const TICK_MS = 1_000;
/** Engine.IO asks each socket this often whether it is there. */
const PING_MS = 25_000;

/** What our server says at the door, by length. */
const OPEN = '0{'.padEnd(118);
const CONNECTED = '40{'.padEnd(32);
const SNAPSHOT = '42["snapshot",'.padEnd(330);

/**
 * `ws` by itself, in the words of its own documentation: whoever comes is let in, and once a second everybody is
 * sent one tick. Sends the same messages of the same sizes as our server, by the same handshake.
 */
async function serve(): Promise<{ port: number }> {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1', perMessageDeflate: false });
  const inside = new Set<WebSocket>();
  server.on('connection', (socket) => {
    socket.on('error', () => socket.terminate());
    socket.on('close', () => inside.delete(socket));
    socket.on('message', (data: Buffer) => {
      // `40` asks to be let in; `3` answers a ping.
      if (data.length !== 2) return;
      socket.send(CONNECTED);
      socket.send(SNAPSHOT);
      inside.add(socket);
    });
    socket.send(OPEN);
  });
  const broadcast = (text: string) => {
    const data = Buffer.from(text);
    for (const socket of inside) socket.send(data, { binary: false });
  };
  let total = 0;
  setInterval(() => {
    total += 1;
    const tick = { total, version: total, perMinute: 60, asOf: new Date().toISOString() };
    broadcast(`42${JSON.stringify(['tick', tick])}`);
  }, TICK_MS);
  setInterval(() => broadcast('2'), PING_MS);
  await once(server, 'listening');
  // A server that listens on a port has an AddressInfo; strings are for pipes.
  return { port: (server.address() as AddressInfo).port };
}

answerJobs(serve);
