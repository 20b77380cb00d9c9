import { once } from 'node:events';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { freePort } from '@lantern/db/free-port';
import { expect, onTestFinished, test } from 'vitest';
import { openLink, type CuttableLink } from '../test/cuttable-link.ts';
import { startProcess } from '../test/server-process.ts';
import { killableServer, type KillableServer } from './killable-server.ts';
import { openViewers } from './quiet-viewers.ts';
import { atScale } from './scale.ts';
import { signInLanes, type LaneAnswer } from './signing-lanes.ts';

/** What is promised of every stop. */
const STOP_MS = 10_000;
const ROUNDS = atScale({ short: 1, full: 6 });
const LANES = atScale({ short: 32, full: 64 });
const VIEWERS = atScale({ short: 300, full: 5_000 });
/** Of them so many whose device has vanished. */
const GONE = 20;
const BURST_MS = 800;
const FULL = atScale({ short: false, full: true });
/** The moments of a start that are tried. */
const MOMENTS = 12;
const START_MS = 1_500;

type Server = Pick<Awaited<ReturnType<KillableServer['start']>>, 'signal' | 'exited' | 'port'>;

/** Sends SIGTERM, and answers how it went. */
async function stop(server: Server) {
  const begun = performance.now();
  server.signal('SIGTERM');
  const code = await server.exited;
  return { begun, code, ms: performance.now() - begun };
}

/** Signs in lanes around a stop; answers what each sender saw. */
async function stopInBurst(
  server: Server,
  name: string,
  meanwhile: () => unknown = () => undefined,
) {
  const ended = new AbortController();
  const lanes = signInLanes({ port: server.port, lanes: LANES, name, stop: ended.signal });
  await delay(BURST_MS * (0.5 + Math.random()));
  await meanwhile();
  const stopped = await stop(server);
  ended.abort();
  return { ...stopped, answers: await lanes };
}

/** No sender is left in doubt: accepted, or refused with a word on when to come back, or never taken at all. */
function expectNobodyCutOff(answers: readonly LaneAnswer[], begun: number): void {
  const cutOff = answers.filter(({ fault }) => fault !== null && fault !== 'ECONNREFUSED');
  expect(cutOff).toEqual([]);
  expect(
    answers.filter(({ status }) => status !== null && status !== 202 && status !== 503),
  ).toEqual([]);
  const mute = answers.filter(({ status, retryAfter }) => status === 503 && retryAfter === null);
  expect(mute).toEqual([]);
  // One more on the same connection could have been on its way when the signal came.
  const late = answers.filter(({ sentAt, closes, status }) => sentAt > begun && status && !closes);
  expect(late).toEqual([]);
}

const accepted = (answers: readonly LaneAnswer[]) =>
  answers.filter(({ status }) => status === 202).length;

async function stored({ db }: KillableServer): Promise<number> {
  const { rows } = await db.pool.query<{ n: number }>(
    'SELECT count(DISTINCT email_hash)::int AS n FROM submissions',
  );
  return rows[0]?.n ?? 0;
}

/** Mails that a server took out of the queue and neither settled nor put back. */
async function mailsHeld({ db }: KillableServer): Promise<number> {
  const { rows } = await db.pool.query<{ n: number }>(
    `SELECT count(*)::int AS n FROM pgboss.job WHERE name = 'mail' AND state = 'active'`,
  );
  return rows[0]?.n ?? 0;
}

/** Parts that did not stop as they should. */
const faultsOf = (server: { output: () => string }) =>
  [...server.output().matchAll(/"step":"([^"]+)"/gu)].map(([, step]) => step);

/** Sends half a submission; answers what the server says to that. */
function sendHalf(port: number): { answer: Promise<string> } {
  const slow = connect(port, '127.0.0.1');
  onTestFinished(() => void slow.destroy());
  slow.write(
    `POST /api/v1/signatures HTTP/1.1\r\nHost: localhost:${port}\r\nContent-Type: application/json\r\n` +
      'Content-Length: 900\r\n\r\n{"name":',
  );
  return { answer: once(slow, 'data').then(([answer]: Buffer[]) => answer?.toString() ?? '') };
}

test(`SIGTERM under load cuts nobody off and keeps what was accepted, ${ROUNDS} times`, async ({
  annotate,
}) => {
  // The mail provider takes mails and says nothing more: they must be put back, and hold nothing up.
  const stage = await killableServer({
    mailsPerSecond: 500,
    provider: { beforeAnswer: () => new Promise(() => undefined) },
  });
  let taken = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    const server = await stage.start();
    const viewers = await openViewers(server.port, VIEWERS);
    // Devices that are gone, and will never answer a goodbye.
    for (const { raw } of viewers.splice(0, GONE)) raw.socket.pause();
    const half = sendHalf(server.port);
    const { begun, code, ms, answers } = await stopInBurst(server, `round${round}`);
    expectNobodyCutOff(answers, begun);
    taken += accepted(answers);
    expect(await stored(stage)).toBe(taken);
    expect(await mailsHeld(stage)).toBe(0);
    for (const said of [/^HTTP\/1\.1 503 /u, /^retry-after: \d+\r$/imu, /^connection: close\r$/imu])
      expect(await half.answer).toMatch(said);
    await Promise.all(viewers.map(({ raw }) => raw.ended));
    const goodbye = { reason: 'restart', retryAfterMs: Math.max(500, VIEWERS / 2) };
    expect(viewers.filter(({ closing }) => !isDeepStrictEqual(closing, goodbye))).toEqual([]);
    expect(code).toBe(0);
    expect(ms).toBeLessThan(STOP_MS);
    const during = answers.filter(({ endedAt }) => endedAt > begun);
    const toldMs = Math.max(...viewers.map(({ endedAt }) => endedAt ?? Infinity)) - begun;
    await annotate(
      `${answers.length} sent, ${during.length} of them ended after the signal; ${VIEWERS} sockets told ` +
        `within ${Math.round(toldMs)} ms; stopped in ${Math.round(ms)} ms`,
    );
  }
});

/**
 * What may not end as it should. Mails that left and could not be recorded may go out again: the exit code says so.
 * A database that is silent leaves every part in doubt.
 */
const AWAY = [
  { how: 'cut', doubtful: ['mail'] },
  {
    how: 'freeze',
    doubtful: ['requests and sockets', 'signing', 'mail', 'jobs', 'database connections'],
  },
] as const;

test.runIf(FULL).each(AWAY)(
  'SIGTERM with the database away ($how) refuses all',
  async ({ how, doubtful }) => {
    let link: CuttableLink | undefined;
    const stage = await killableServer({
      mailsPerSecond: 14,
      databaseThrough: async (port) => (link = await openLink(port)),
    });
    onTestFinished(() => link?.close());
    const server = await stage.start();
    const { begun, code, ms, answers } = await stopInBurst(server, 'away', () => link?.[how]());
    expectNobodyCutOff(answers, begun);
    expect(await stored(stage)).toBeGreaterThanOrEqual(accepted(answers));
    const faults = faultsOf(server);
    expect(doubtful).toEqual(expect.arrayContaining(faults));
    expect(code).toBe(faults.length === 0 ? 0 : 1);
    expect(ms).toBeLessThan(STOP_MS);
  },
);

test.runIf(FULL)(
  `SIGTERM at any moment of a start ends it in order, ${MOMENTS} times`,
  async () => {
    const dataDir = await mkdtemp(path.join(tmpdir(), 'lantern starting '));
    onTestFinished(() => rm(dataDir, { recursive: true, force: true }));
    for (let moment = 0; moment < MOMENTS; moment += 1) {
      const port = await freePort();
      // The first makes the embedded database's cluster; a later one finds what a stopped one left.
      const server = await startProcess({ PORT: `${port}`, DATA_DIR: dataDir });
      await server.says('Starting Lantern');
      await delay(START_MS * Math.random());
      const { code, ms } = await stop({ ...server, port });
      expect(server.output()).not.toContain('did not start');
      expect(code).toBe(0);
      expect(ms).toBeLessThan(STOP_MS);
      await expect(stat(path.join(dataDir, 'postgres/cluster/postmaster.pid'))).rejects.toThrow(
        'ENOENT',
      );
    }
  },
);
