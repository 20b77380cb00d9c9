import { setTimeout as sleep } from 'node:timers/promises';
import {
  costOfTicks,
  cpuOf,
  hearing,
  openCrowd,
  type Crowd,
  type TickCost,
  type Ticking,
} from '../crowd.ts';
import type { Confirmed } from '../load/confirmer.ts';
import { openHands, type Hands } from '../live-hands.ts';
import { startMailSink } from '../mail-sink.ts';
import { percentile } from '../percentile.ts';
import { figuresOf } from '../process-figures.ts';
import { judged, type Measurement, type Pace, type Row } from '../row.ts';
import { delaysUntilSeen } from '../seen.ts';
import type { Lantern } from '../lantern.ts';
import type { Stage } from '../stage.ts';
import { countStatements } from '../statements.ts';

const SOCKETS: Record<Pace, number> = { quick: 200, normal: 10_000 };
/** How long costs, statements and delays are watched, each. */
const SECONDS: Record<Pace, number> = { quick: 2, normal: 10 };
const SIGNED_PER_SECOND: Record<Pace, number> = { quick: 50, normal: 500 };
const CONFIRMED_PER_SECOND: Record<Pace, number> = { quick: 10, normal: 50 };
/** Readings of each address; the one viewer never stops reloading, so that no cache stands unused. */
const READ_PER_SECOND = { one: 20, many: 200 };
const LAST_TICK_MS = 1_500;
/** Until what a crowd's coming left behind is at rest. */
const REST_MS: Record<Pace, number> = { quick: 300, normal: 2_000 };

/** Sockets that listen, and what they cost. */
export const live: Measurement = {
  ids: ['tick-cpu', 'socket-memory', 'seen', 'statements'],
  title: 'Ten thousand sockets, beside bare ws',
  seconds: { quick: 14, normal: 66 },
  measure: async (stage) => {
    // The shared server's mails would be taken for those of this one.
    const mails = await startMailSink();
    const lantern = await stage.startLantern({ SMTP_URL: mails.url });
    const hands = await openHands(stage, { lantern, mails });
    const rows = await measureWith({ stage, lantern, hands });
    await hands.stop();
    await lantern.stop();
    await mails.stop();
    return rows;
  },
};

interface Setting {
  stage: Stage;
  lantern: Lantern;
  hands: Hands;
}

async function measureWith({ stage, lantern, hands }: Setting): Promise<Row[]> {
  const { pace } = stage;
  const door = { ...lantern, path: '/socket.io/?EIO=4&transport=websocket' };
  await hands.prepare(5 * SECONDS[pace]);
  await hands.mailed();
  const one = await openCrowd(stage, door, 1);
  const usual = { pace, hands, databaseUrl: lantern.databaseUrl };
  const alone = await statementsPerSecond(usual, READ_PER_SECOND.one);
  const work = () => hands.confirm(1, SECONDS[pace]);
  const workMs = await cpuOf(door, work);
  await one.stop();
  const ours = await hold(stage, door);
  const costs = await besideBareWs(stage, { ours, work, workMs });
  const crowded = await statementsPerSecond(usual, READ_PER_SECOND.many);
  await hands.prepare(CONFIRMED_PER_SECOND[pace] * SECONDS[pace]);
  const seen = await seenRow(pace, hands, ours.crowd);
  await ours.crowd.stop();
  return [...costs, seen, statementsRow(crowded, alone)];
}

/** A server, and the crowd that listens to it. */
interface Held {
  door: Ticking;
  crowd: Crowd;
  bytesPerSocket: number;
}

async function hold(stage: Stage, door: Ticking): Promise<Held> {
  const sockets = SOCKETS[stage.pace];
  const before = figuresOf(door.pid).residentBytes;
  const crowd = await openCrowd(stage, door, sockets);
  await sleep(REST_MS[stage.pace]);
  return { door, crowd, bytesPerSocket: (figuresOf(door.pid).residentBytes - before) / sockets };
}

interface Contest {
  ours: Held;
  /** Makes our number move. */
  work: () => Promise<unknown>;
  /** CPU that it takes of our server, its other work included, with a single socket. */
  workMs: number;
}

/** Both tick in the same seconds, so that a machine with other things to do disturbs both alike. */
async function besideBareWs(stage: Stage, { ours, work, workMs }: Contest): Promise<Row[]> {
  const program = await stage.startProgram<object, { port: number }>('peers/bare-ws.ts');
  const { port } = await program.ask({});
  const peer = await hold(stage, { pid: program.pid, port, path: '/' });
  const working = Promise.withResolvers<unknown>();
  const costs = Promise.all(
    [ours, peer].map(({ door, crowd }) => costOfTicks(door, crowd, () => working.promise)),
  );
  working.resolve(work());
  const [ourCost, peerCost] = await costs;
  await Promise.all([peer.crowd.stop(), program.stop()]);
  if (!ourCost || !peerCost) throw new Error('two were measured');
  return [
    tickRow(ourCost, peerCost, workMs),
    judged(
      {
        id: 'socket-memory',
        what: "the server's memory with 10,000 sockets, per socket, beside bare ws",
        unit: 'KB',
        ours: ours.bytesPerSocket / 1_024,
        peer: peer.bytesPerSocket / 1_024,
        note: 'by how much its resident set grew',
      },
      { ratioAtMost: 2 },
    ),
  ];
}

function tickRow(ours: TickCost, peer: TickCost, workMs: number): Row {
  const workMicroseconds = (workMs * 1_000) / ours.ticks;
  const heard = ({ ticks, bytesPerTick }: TickCost) =>
    `${ticks} ticks of ${Math.round(bytesPerTick)} bytes`;
  return judged(
    {
      id: 'tick-cpu',
      what: 'CPU per delivered tick with 10,000 sockets, beside bare ws sending the same bytes',
      unit: 'µs',
      ours: ours.microseconds - workMicroseconds,
      peer: peer.microseconds,
      note: `${heard(ours)}, beside ${heard(peer)}; without what the same confirmations take with one socket (${workMicroseconds.toFixed(1)} µs a tick)`,
    },
    { ratioAtMost: 1.5 },
  );
}

/** While somebody confirms each second, and others read. */
async function statementsPerSecond(
  { pace, hands, databaseUrl }: { pace: Pace; hands: Hands; databaseUrl: string },
  readPerSecond: number,
): Promise<number> {
  const seconds = SECONDS[pace];
  const counter = await countStatements(databaseUrl);
  const before = await counter.sofar();
  await Promise.all([hands.confirm(1, seconds), hands.read(readPerSecond, seconds)]);
  const after = await counter.sofar();
  await counter.stop();
  return (after - before) / seconds;
}

function statementsRow(crowded: number, alone: number): Row {
  return judged(
    {
      id: 'statements',
      what: 'database statements/s with 10,000 sockets and 400 readings/s, beside 1 socket and a reader',
      unit: '/s',
      ours: crowded,
      peer: alone,
      note: 'a confirmation a second in both; the reader reloads the count and the page 20 times a second',
    },
    // What runs once a second or more seldom falls into a window once more or once less.
    { ratioAtMost: 1.05 },
  );
}

async function seenRow(pace: Pace, hands: Hands, crowd: Crowd): Promise<Row> {
  const seconds = SECONDS[pace];
  const perSecond = CONFIRMED_PER_SECOND[pace];
  const signed = SIGNED_PER_SECOND[pace];
  let confirmed: Confirmed[] = [];
  let rate = 0;
  const { heard } = await hearing(crowd, async () => {
    const [numbers, signing] = await Promise.all([
      hands.confirm(perSecond, seconds),
      hands.sign(signed, seconds),
    ]);
    confirmed = numbers;
    rate = signing.perSecond;
    // The last ones are told by the next tick.
    await sleep(LAST_TICK_MS);
  });
  const delays = delaysUntilSeen(confirmed, heard);
  return judged(
    {
      id: 'seen',
      what: 'confirm → seen by a socket, p95, while 10,000 sockets listen and 500 signatures/s arrive',
      unit: 'ms',
      ours: percentile(delays, 0.95),
      peer: null,
      note: `${Math.round(rate)} signatures/s and ${perSecond} confirmations/s; median ${Math.round(percentile(delays, 0.5))} ms`,
    },
    { oursAtMost: 1_200 },
  );
}
