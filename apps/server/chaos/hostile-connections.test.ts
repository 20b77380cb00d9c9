import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { beginOrdinaryUse } from './bystanders.ts';
import {
  greatBody,
  greatHeaders,
  many,
  neverReads,
  silence,
  slowBody,
  slowHeaders,
  vanish,
} from './hostile-http.ts';
import { comeAndGo, halfOpen, noHello, talk } from './hostile-sockets.ts';
import { killableServer, type KillableServer } from './killable-server.ts';
import { atScale } from './scale.ts';
import { COLLECTABLE, readFigures, type ServerFigures } from './server-figures.ts';

const CROWD = atScale({ short: 150, full: 2_000 });
const ROUNDS = atScale({ short: 1, full: 3 });
const FULL = atScale({ short: false, full: true });
/** Of what a crowd of two thousand held, this much is noise: compiled code, the metrics' own labels. */
const NOISE_MB = atScale({ short: 12, full: 8 });
/** Connections of ours that come and go with the load: the database's, the mail provider's. */
const NOISE_HANDLES = 30;
/** Our own limits, 10 and 20 s, are looked at every 2 s; the rest is the machine's. */
const SOON_MS = 15_000;
const LATE_MS = 28_000;
/** A heartbeat comes every 5 s, whatever else happens. */
const TICK_MS = 8_000;
/** Engine.IO's ping and its answer (45 s), and what WebSocket gives the closing (30 s). */
const HALF_OPEN_MS = 85_000;

type Server = Awaited<ReturnType<KillableServer['start']>>;

const crowd = (share: number) => Math.ceil(CROWD * share);

/** Everything at once that is over in a moment. */
const briefly = (port: number, share: number) =>
  Promise.all([
    many(crowd(share), (index) => vanish(port, index)),
    many(crowd(share), (index) => comeAndGo(port, index)),
    many(crowd(share / 4), (index) => talk(port, index)),
    many(crowd(share / 10), () => greatHeaders(port)),
    many(crowd(share / 40), (index) => greatBody(port, index)),
  ]);

/** Everybody who would wait for ever; the server ends each. */
async function patiently(port: number) {
  const [headers, quiet, hello, body] = await Promise.all([
    many(crowd(0.25), () => slowHeaders(port)),
    many(CROWD, () => silence(port)),
    many(crowd(0.25), () => noHello(port)),
    many(crowd(0.25), () => slowBody(port)),
  ]);
  const soon = [...headers, ...quiet].map(({ ms }) => ms);
  expect(Math.max(...soon, ...hello)).toBeLessThan(SOON_MS);
  expect(Math.max(...body.map(({ ms }) => ms))).toBeLessThan(LATE_MS);
  expect(new Set([...headers, ...body].map(({ said }) => said))).toEqual(
    new Set(['HTTP/1.1 408 Request Timeout']),
  );
}

async function backAtLevel(server: Server, before: ServerFigures): Promise<ServerFigures> {
  const back = async () => (await readFigures(server)).handles <= before.handles + NOISE_HANDLES;
  await expect.poll(back, { timeout: HALF_OPEN_MS, interval: 500 }).toBe(true);
  const after = await readFigures(server);
  expect(after.heapMb).toBeLessThan(before.heapMb + NOISE_MB);
  expect(after.externalMb).toBeLessThan(before.externalMb + NOISE_MB);
  expect(after.sockets).toBe(before.sockets);
  return after;
}

const told = ({ heapMb, rssMb, handles, sockets }: ServerFigures) =>
  `heap ${heapMb.toFixed(1)} MB, resident ${rssMb.toFixed(0)} MB, ${handles} handles, ${sockets} sockets`;

test(`${CROWD} hostile connections of each kind cost nothing that stays, ${ROUNDS} times`, async ({
  annotate,
}) => {
  const stage = await killableServer({ mailsPerSecond: 14, env: COLLECTABLE });
  const server = await stage.start();
  const { port } = server;
  // What is made once (compiled code, caches, connections to the database) is made before it is measured.
  const warm = await beginOrdinaryUse(port, 'warm');
  await briefly(port, 0.3);
  await warm.stop();
  await delay(500);
  const before = await readFigures(server);
  await annotate(`before: ${told(before)}`);
  for (let round = 0; round < ROUNDS; round += 1) {
    const use = await beginOrdinaryUse(port, `round${round}`);
    await Promise.all([briefly(port, 1), ...(FULL ? [patiently(port)] : [])]);
    const { signed, refused, slowestMs, silentMs } = await use.stop();
    expect(refused).toEqual([]);
    expect(signed).toBeGreaterThan(0);
    expect(silentMs).toBeLessThan(TICK_MS);
    const after = await backAtLevel(server, before);
    await annotate(
      `after: ${told(after)}; meanwhile ${signed} signed, slowest answer ${Math.round(slowestMs)} ms, longest wait for a tick ${Math.round(silentMs)} ms`,
    );
  }
  expect(server.output()).not.toMatch(/"level":"(?:error|fatal)"/u);
  server.signal('SIGTERM');
  expect(await server.exited).toBe(0);
});

test.runIf(FULL)(
  'half-open connections, and who never reads, are given up',
  async ({ annotate }) => {
    const stage = await killableServer({ mailsPerSecond: 14, env: COLLECTABLE });
    const server = await stage.start();
    const { port } = server;
    await briefly(port, 0.1);
    const before = await readFigures(server);
    const gone = await many(crowd(0.5), () => halfOpen(port));
    const deaf = Array.from({ length: crowd(0.1) }, () => neverReads(port, '/en/petition'));
    await delay(2_000);
    const held = await readFigures(server);
    expect(held.handles).toBeGreaterThan(before.handles + gone.length);
    const after = await backAtLevel(server, before);
    for (const leave of deaf) leave();
    for (const { raw } of gone) raw.socket.destroy();
    await annotate(`before: ${told(before)}; held: ${told(held)}; after: ${told(after)}`);
  },
);
