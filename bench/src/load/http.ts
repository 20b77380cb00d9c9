import { setTimeout as sleep } from 'node:timers/promises';
import { answerJobs } from '../program.ts';
import { openConnection, type Connection } from './connection.ts';
import type { HttpJob, HttpResult } from './http-job.ts';
import { createRecorder, type Recorder } from './recorder.ts';
import { requestsFor, type NextRequest } from './requests.ts';

/** How long answers are waited for once nothing more is sent. */
const DRAIN_MS = 10_000;

interface Sending {
  connections: readonly Connection[];
  next: NextRequest;
  recorder: Recorder;
}

/** Sends what is asked and tells how fast answers came. */
async function run(job: HttpJob): Promise<HttpResult> {
  const connections = await Promise.all(
    Array.from({ length: job.connections }, () => openConnection(job.port)),
  );
  const { next, left } = requestsFor(job.requests, job.port);
  const recorder = createRecorder(job.expected);
  const sending = { connections, next, recorder };
  const sender = job.perSecond === null ? sendInTurn(sending) : sendOnTime(sending, job.perSecond);
  await Promise.race([sleep(job.warmSeconds * 1_000), sender.done]);
  const cpu = process.cpuUsage();
  recorder.start();
  await Promise.race([sleep(job.seconds * 1_000), sender.done]);
  const seconds = recorder.stop();
  const { user, system } = process.cpuUsage(cpu);
  sender.stop();
  await Promise.race([sender.done, sleep(DRAIN_MS)]);
  for (const connection of connections) connection.close();
  return {
    ...recorder.result(),
    generatorCpu: (user + system) / 1e6 / seconds,
    left: left(),
  };
}

interface Sender {
  stop(): void;
  /** Once nothing more is sent and every answer is there. */
  done: Promise<unknown>;
}

/** Each connection sends its next request when it has the answer to its last. */
function sendInTurn({ connections, next, recorder }: Sending): Sender {
  let stopped = false;
  const turn = (connection: Connection, finished: () => void) => {
    const request = stopped ? null : next();
    if (request === null) return finished();
    const due = performance.now();
    connection.send(request, (status) => {
      recorder.add(status, due);
      if (status === 0) finished();
      else turn(connection, finished);
    });
  };
  return {
    stop: () => {
      stopped = true;
    },
    done: Promise.all(
      connections.map((connection) => new Promise<void>((resolve) => turn(connection, resolve))),
    ),
  };
}

const TICK_MS = 1;

/**
 * Sends at a constant rate whatever the answers do: a request that finds no free connection waits, and its time
 * counts from when it was due. A server that stalls is not spared the requests that people would have sent.
 */
function sendOnTime({ connections, next, recorder }: Sending, perSecond: number): Sender {
  const { promise: done, resolve } = Promise.withResolvers<void>();
  const started = performance.now();
  const free = [...connections];
  let sent = 0;
  let underWay = 0;
  let stopped = false;

  const settle = () => {
    if (stopped && underWay === 0) resolve();
  };
  const sendDue = () => {
    const due = started + (sent * 1_000) / perSecond;
    if (stopped || due > performance.now()) return;
    // Each in turn: a server gives up one that has never sent anything.
    const connection = free.shift();
    const request = connection ? next() : null;
    if (!connection || request === null) return;
    sent += 1;
    underWay += 1;
    connection.send(request, (status) => {
      underWay -= 1;
      recorder.add(status, due);
      if (status !== 0) free.push(connection);
      sendDue();
      settle();
    });
    sendDue();
  };
  const ticking = setInterval(sendDue, TICK_MS);
  return {
    stop: () => {
      stopped = true;
      clearInterval(ticking);
      settle();
    },
    done,
  };
}

answerJobs(run);
