import { setTimeout as sleep } from 'node:timers/promises';
import type { LiveEvent, Snapshot } from '@lantern/schemas/live';
import type { AppRouter } from '@lantern/server/app-router';
import { createTRPCClient, httpLink } from '@trpc/client';
import { WebSocket } from 'ws';
import { answerJobs } from '../program.ts';
import { sharedNow } from './crowd-job.ts';

/** As in the dashboard's wall: it is read at its heartbeat, and at events no more often than the gap, ms. */
const HEARTBEAT_MS = 5_000;
const LEAST_GAP_MS = 400;
const CAUGHT_UP_MS = 15_000;

/** Hangs up a wall for each screen's cookie; null: only tells. Answers once all show what they were told of. */
export type WallsJob = { origin: string; edition: string; cookies: readonly string[] } | null;

export interface WallsResult {
  /** Check-ins as the day's stream told of them. */
  told: { seq: number; city: string; happenedAt: string }[];
  /** Of each wall: what its answers held of the day's stream, and when each was there (`sharedNow`). */
  answers: { seq: number; at: number }[][];
}

interface HungWall {
  /** Last `seq` of the day's stream that it was told of, and that it shows. */
  heard: number;
  known: number;
  /** Something else may have changed. */
  isAsked: boolean;
  answers: WallsResult['answers'][number];
}

const walls: HungWall[] = [];
const told = new Map<number, WallsResult['told'][number]>();

async function obey(job: WallsJob): Promise<WallsResult> {
  if (job) await Promise.all(job.cookies.map((cookie) => hang(job, cookie)));
  const end = performance.now() + CAUGHT_UP_MS;
  while (walls.some(({ heard, known }) => heard > known)) {
    if (performance.now() > end) throw new Error('walls do not show what they were told of');
    await sleep(20);
  }
  return { told: [...told.values()], answers: walls.map(({ answers }) => answers) };
}

/** Hangs one up; what breaks it ends the program. */
async function hang({ origin, edition }: NonNullable<WallsJob>, cookie: string): Promise<void> {
  const headers = { origin, cookie };
  const links = [httpLink({ url: `${origin}/trpc`, methodOverride: 'POST', headers })];
  const api = createTRPCClient<AppRouter>({ links });
  const wall: HungWall = { heard: 0, known: 0, isAsked: false, answers: [] };
  const reader = openReader(wall, (after) => api.wall.read.query({ after }));
  const entered = Promise.withResolvers<void>();
  const address = `${origin.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket&edition=${edition}`;
  listen(new WebSocket(address, { headers }), (name, said) => {
    if (name === 'snapshot') {
      wall.heard = said.streams.day ?? 0;
      return entered.resolve();
    }
    if (name !== 'event') return;
    // What is public now may be shown in another way, without any event of the day.
    if (said.stream === 'public') wall.isAsked = true;
    if (said.stream === 'day') wall.heard = said.seq;
    if ('happenedAt' in said) told.set(said.seq, said);
    reader.plan();
  });
  await entered.promise;
  await reader.read();
  walls.push(wall);
}

/** One reading at a time, as the dashboard's wall has it. */
function openReader(wall: HungWall, readAfter: (seq: number) => Promise<{ seq: number }>) {
  let beganAt = 0;
  let isReading = true;
  let timer: NodeJS.Timeout | undefined;
  const plan = () => {
    clearTimeout(timer);
    if (isReading) return;
    const gap = wall.isAsked || wall.heard > wall.known ? LEAST_GAP_MS : HEARTBEAT_MS;
    timer = setTimeout(() => void read(), Math.max(0, beganAt + gap - performance.now()));
  };
  const read = async () => {
    isReading = true;
    wall.isAsked = false;
    beganAt = performance.now();
    const { seq } = await readAfter(wall.heard);
    wall.answers.push({ seq, at: sharedNow() });
    wall.known = seq;
    isReading = false;
    plan();
  };
  return { read, plan };
}

/** Speaks as much of Engine.IO and Socket.IO as listening takes. */
function listen(socket: WebSocket, hear: (name: string, said: Snapshot & LiveEvent) => void): void {
  socket.on('message', (data: Buffer) => {
    const packet = data.toString();
    if (packet === '2') socket.send('3');
    else if (packet.startsWith('0')) socket.send('40');
    else if (packet.startsWith('42'))
      // The contract's shapes: a snapshot or an event, by its name.
      hear(...(JSON.parse(packet.slice(2)) as [string, Snapshot & LiveEvent]));
  });
  socket.once('close', () => {
    throw new Error('a wall lost its connection');
  });
}

answerJobs(obey);
