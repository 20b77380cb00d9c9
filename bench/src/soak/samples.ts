import { setTimeout as sleep } from 'node:timers/promises';
import { query } from '../database.ts';
import type { Lantern } from '../lantern.ts';
import type { Inspector } from './inspector.ts';

/** What the server held at one moment between two loads, after its garbage was collected. */
export interface Sample {
  minute: number;
  /** MB that code and data hold. */
  heap: number;
  /** MB outside of it: buffers. */
  buffers: number;
  /** MB that the system gave. */
  rss: number;
  /** Sockets, files and servers that are open. */
  handles: number;
  timers: number;
  /** Connections to the database, all of the server's. */
  connections: number;
  /** ms by which the event loop was late in 1 % of the load before. */
  loopDelay: number;
}

export type Figure = Exclude<keyof Sample, 'minute'>;

const MB = 2 ** 20;
const TIMERS = new Set(['Timeout', 'Immediate']);
/** What comes and goes by the moment, whatever the server does. */
const PASSING = new Set(['FSReqPromise', 'FSReqCallback', 'GetAddrInfoReqWrap']);

interface Inside {
  memory: { heapUsed: number; external: number; rss: number };
  resources: string[];
}

/** The event loop's delay since it was last asked for: call it while the load still runs. */
export async function readLoopDelay({ port }: Lantern): Promise<number> {
  const text = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
  const seconds = /^nodejs_eventloop_lag_p99_seconds (\S+)/mu.exec(text)?.[1];
  return Number(seconds) * 1_000;
}

/** Waits until the sockets that were closed are gone, then collects and looks. */
export async function takeSample(
  lantern: Lantern,
  inspector: Inspector,
  { minute, loopDelay }: Pick<Sample, 'minute' | 'loopDelay'>,
): Promise<Sample> {
  await untilCalm(inspector);
  // Twice: what the first sets free through finalizers goes with the second.
  await inspector.collectGarbage();
  await inspector.collectGarbage();
  const { memory, resources } = await lookInside(inspector);
  const [counted] = await query<{ count: number }>(
    lantern.databaseUrl,
    `SELECT count(*)::int FROM pg_stat_activity
     WHERE datname = current_database() AND pid <> pg_backend_pid()`,
  );
  return {
    minute,
    loopDelay,
    heap: memory.heapUsed / MB,
    buffers: memory.external / MB,
    rss: memory.rss / MB,
    timers: resources.filter((kind) => TIMERS.has(kind)).length,
    handles: resources.filter((kind) => !TIMERS.has(kind) && !PASSING.has(kind)).length,
    connections: counted?.count ?? 0,
  };
}

async function lookInside(inspector: Inspector): Promise<Inside> {
  // What the expression says.
  return (await inspector.evaluate(
    '({ memory: process.memoryUsage(), resources: process.getActiveResourcesInfo() })',
  )) as Inside;
}

const CALM_LOOKS = 4;
const LOOK_MS = 250;
const PATIENCE_MS = 15_000;

/** Connections that were closed on one end take a while until they are on the other. */
async function untilCalm(inspector: Inspector): Promise<void> {
  const end = performance.now() + PATIENCE_MS;
  let before = -1;
  for (let alike = 0; alike < CALM_LOOKS && performance.now() < end;) {
    await sleep(LOOK_MS);
    const { resources } = await lookInside(inspector);
    const handles = resources.filter((kind) => !TIMERS.has(kind) && !PASSING.has(kind)).length;
    alike = handles === before ? alike + 1 : 0;
    before = handles;
  }
}
