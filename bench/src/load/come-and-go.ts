import { setTimeout as sleep } from 'node:timers/promises';
import { answerJobs } from '../program.ts';

/** Sockets that come and go. */
export interface ComeAndGoJob {
  port: number;
  /** Held at any time. */
  sockets: number;
  /** Longest that one stays; how long each does is by chance. */
  longestMs: number;
  seconds: number;
}

export interface ComeAndGoResult {
  opened: number;
  ticks: number;
}

/** Engine.IO's and Socket.IO's packets, of which a bare client needs no more. */
const PACKETS = { connect: '40', ping: '2', pong: '3', tick: '42["tick"' };

/** Holds `sockets` for as long as it is told, each replaced when it leaves; all are gone at the end. */
async function run(job: ComeAndGoJob): Promise<ComeAndGoResult> {
  const told = { opened: 0, ticks: 0 };
  const end = performance.now() + job.seconds * 1_000;
  const lane = async () => {
    while (performance.now() < end) {
      const stayMs = Math.min(Math.random() * job.longestMs, end - performance.now());
      await visit(job.port, stayMs, told);
    }
  };
  await Promise.all(Array.from({ length: job.sockets }, lane));
  return told;
}

async function visit(port: number, stayMs: number, told: ComeAndGoResult): Promise<void> {
  const socket = new WebSocket(`ws://127.0.0.1:${port}/socket.io/?EIO=4&transport=websocket`);
  const gone = new Promise<void>((resolve) =>
    socket.addEventListener('close', () => resolve(), { once: true }),
  );
  socket.addEventListener('error', () => undefined);
  socket.addEventListener('open', () => {
    told.opened += 1;
    socket.send(PACKETS.connect);
  });
  socket.addEventListener('message', ({ data }) => {
    const packet = String(data);
    if (packet === PACKETS.ping) socket.send(PACKETS.pong);
    if (packet.startsWith(PACKETS.tick)) told.ticks += 1;
  });
  await Promise.race([sleep(Math.max(0, stayMs)), gone]);
  socket.close();
  await gone;
}

answerJobs(run);
