import { setTimeout as sleep } from 'node:timers/promises';
import { answerJobs } from '../program.ts';
import { sharedNow, type CrowdJob, type CrowdResult, type HeardTick } from './crowd-job.ts';
import { openCrowdSocket } from './crowd-socket.ts';

/** So many are on their way in at once: a server's queue of new connections is short. */
const AT_ONCE = 100;
/** Of so many sockets, one notes when it heard what; the others only count. */
const SAMPLED = 20;
/** A tick has reached everybody when nobody has heard it for so long. */
const CALM_MS = 200;

let sockets = 0;
let lost: string | null = null;
let ticks = 0;
let bytes = 0;
let heardAt = 0;
let heard = new Map<string, HeardTick>();
let events: number[] = [];

async function obey(job: CrowdJob): Promise<CrowdResult> {
  if (job.do === 'come') await come(job);
  else while (sharedNow() - heardAt < CALM_MS) await sleep(10);
  const result = { sockets, lost, ticks, bytesPerTick: bytes / ticks, heard: inOrder(), events };
  if (job.do === 'listen') {
    ticks = 0;
    bytes = 0;
    heard = new Map();
    events = [];
  }
  return result;
}

/** By the time at which the numbers were read. */
const inOrder = () =>
  [...heard].toSorted(([left], [right]) => (left < right ? -1 : 1)).map(([, tick]) => tick);

async function come({ port, path, sockets: wanted }: Extract<CrowdJob, { do: 'come' }>) {
  let asked = 0;
  const oneAfterTheOther = async () => {
    while (asked < wanted) {
      asked += 1;
      await enter(port, path, asked % SAMPLED === 0);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, oneAfterTheOther));
}

/** Resolves once the socket is in, or is not. */
function enter(port: number, path: string, sampled: boolean): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  let isIn = false;
  openCrowdSocket(port, path, {
    entered: () => {
      isIn = true;
      sockets += 1;
      resolve();
    },
    tick: (buffer, start, end) => {
      ticks += 1;
      bytes += end - start;
      heardAt = sharedNow();
      if (sampled) note(buffer.toString('latin1', start, end));
    },
    event: (buffer, start, end) => {
      if (sampled) events.push(ageOf(buffer.toString('utf8', start, end)));
    },
    ended: (why) => {
      if (isIn) sockets -= 1;
      isIn = false;
      lost ??= why.split('\r\n', 1)[0] ?? why;
      resolve();
    },
  });
  return promise;
}

/** By the wall clock, which the database has of the same machine. */
function ageOf(text: string): number {
  // The contract's shape.
  const [, { at }] = JSON.parse(text) as [string, { at: string }];
  return Date.now() - Date.parse(at);
}

function note(text: string) {
  // Both servers send this; see HeardTick.
  const [, { total, asOf }] = JSON.parse(text) as [string, { total: number; asOf: string }];
  const known = heard.get(asOf);
  if (known) known.at.push(heardAt);
  else heard.set(asOf, { total, at: [heardAt] });
}

answerJobs(obey);
