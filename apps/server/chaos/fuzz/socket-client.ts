import type { Frame } from './socket-frames.ts';

/** After its last word a client stays this long to hear what comes of it. */
const STAYS_MS = 30;

export interface Client {
  port: number;
  handshake: string;
  headers: Record<string, string>;
}

/** Opens a bare WebSocket to `/socket.io`, says all of it, and answers what it was told. */
export async function converse(
  { port, handshake, headers }: Client,
  frames: readonly Frame[],
): Promise<string[]> {
  const socket = new WebSocket(`ws://localhost:${port}/socket.io/?${handshake}`, { headers });
  const heard: string[] = [];
  const { promise, resolve } = Promise.withResolvers<void>();
  const say = async () => {
    socket.send('40');
    for (const frame of frames) if (socket.readyState === WebSocket.OPEN) socket.send(frame);
    setTimeout(resolve, STAYS_MS);
  };
  socket.addEventListener('message', ({ data }) => heard.push(String(data)));
  socket.addEventListener('open', () => void say());
  for (const end of ['error', 'close']) socket.addEventListener(end, () => resolve());
  await promise;
  socket.close();
  return heard;
}
