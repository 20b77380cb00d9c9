import type { CrowdJob, CrowdResult } from './load/crowd-job.ts';
import { figuresOf } from './process-figures.ts';
import type { Program } from './processes.ts';
import type { Stage } from './stage.ts';

/** Sockets that listen, in a process of their own. */
export type Crowd = Program<CrowdJob, CrowdResult>;

/** A server that ticks once a second, and where its door is. */
export interface Ticking {
  pid: number;
  port: number;
  path: string;
}

/** Lets so many sockets come; throws unless all are in. */
export async function openCrowd(stage: Stage, door: Ticking, sockets: number): Promise<Crowd> {
  const crowd = await stage.startProgram<CrowdJob, CrowdResult>('load/crowd.ts');
  const { port, path } = door;
  const came = await crowd.ask({ do: 'come', port, path, sockets });
  if (came.sockets < sockets)
    throw new Error(`${came.sockets} of ${sockets} sockets were let in: ${came.lost}`);
  return crowd;
}

/** What the crowd heard while `work` went on. */
export async function hearing(crowd: Crowd, work: () => Promise<unknown>): Promise<CrowdResult> {
  const { sockets } = await crowd.ask({ do: 'listen' });
  await work();
  const heard = await crowd.ask({ do: 'tell' });
  if (heard.sockets < sockets) throw new Error(`sockets were lost: ${heard.lost}`);
  return heard;
}

export interface TickCost {
  microseconds: number;
  ticks: number;
  bytesPerTick: number;
}

/** CPU time of the process while `work` went on, ms. */
export async function cpuOf({ pid }: Ticking, work: () => Promise<unknown>): Promise<number> {
  const before = figuresOf(pid).cpuMs;
  await work();
  return figuresOf(pid).cpuMs - before;
}

/** All of the process's CPU time while `work` went on, by the ticks that arrived in it. */
export async function costOfTicks(
  { pid }: Ticking,
  crowd: Crowd,
  work: () => Promise<unknown>,
): Promise<TickCost> {
  let before = figuresOf(pid).cpuMs;
  const { ticks, bytesPerTick } = await hearing(crowd, async () => {
    before = figuresOf(pid).cpuMs;
    await work();
  });
  const spentMs = figuresOf(pid).cpuMs - before;
  return { microseconds: (spentMs * 1_000) / ticks, ticks, bytesPerTick };
}
