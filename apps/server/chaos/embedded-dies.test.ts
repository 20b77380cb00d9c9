import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { processesOf } from '@lantern/db/embedded-processes';
import { freePort } from '@lantern/db/free-port';
import { expect, onTestFinished, test } from 'vitest';
import { startProcess } from '../test/server-process.ts';
import { clusterIn, openEmbedded, readPostmaster } from './embedded-database.ts';
import { expectKept } from './kept.ts';
import { ready, sign } from './probes.ts';
import { atScale } from './scale.ts';
import { newRecord, startBurst } from './signing-burst.ts';

/** How often each death is died. */
const ROUNDS = atScale({ short: 1, full: 4 });
const BURST_MS = atScale({ short: 400, full: 1_500 });
/** A server that was killed replays its log before it answers; a busy machine takes seconds for it. */
const BACK_MS = 20_000;

test.runIf(process.platform === 'linux')(
  'the embedded PostgreSQL dies in a burst: Lantern starts it again, and nothing accepted is lost',
  async ({ annotate }) => {
    const dataDir = await mkdtemp(path.join(tmpdir(), 'lantern embedded '));
    onTestFinished(() => rm(dataDir, { recursive: true, force: true }));
    const port = `${await freePort()}`;
    const server = await startProcess({ DATA_DIR: dataDir, PORT: port, LOG_LEVEL: 'info' });
    await server.says('is running');
    const origin = `http://localhost:${port}`;
    const cluster = clusterIn(dataDir);
    const readPid = async () => (await readPostmaster(cluster)).pid;
    const { port: serverPort } = await readPostmaster(cluster);
    const record = newRecord();
    const times: string[] = [];

    const deaths: Record<string, () => Promise<void>> = {
      'the server alone': async () => void process.kill(await readPid(), 'SIGKILL'),
      'all its processes': async () => {
        for (const pid of processesOf(cluster)) process.kill(pid, 'SIGKILL');
      },
      'one of its children': async () => {
        const first = await readPid();
        const child = processesOf(cluster).findLast((pid) => pid !== first);
        if (child) process.kill(child, 'SIGKILL');
      },
      'while it is being started': async () => {
        const first = await readPid();
        for (const pid of processesOf(cluster)) process.kill(pid, 'SIGKILL');
        await expect
          .poll(() => readPid().catch(() => first), { timeout: BACK_MS, interval: 2 })
          .not.toBe(first);
        for (const pid of processesOf(cluster)) process.kill(pid, 'SIGKILL');
      },
    };
    for (let round = 0; round < ROUNDS; round += 1) {
      for (const [death, die] of Object.entries(deaths)) {
        const name = `round${round}${death.replaceAll(' ', '')}`;
        const email = `${name}@again.example`;
        const burst = await startBurst(origin, { record, name });
        await delay(BURST_MS);
        await die();
        const began = performance.now();
        await expect
          .poll(async () => (await sign(origin, email)).status, {
            timeout: BACK_MS,
            interval: 50,
          })
          .toBe(202);
        record.tried.add(email);
        await expect.poll(async () => (await ready(origin)).status, { timeout: BACK_MS }).toBe(200);
        times.push(`${death} ${Math.round(performance.now() - began)} ms`);
        await burst.stop();
      }
    }
    const statuses = new Set(record.answers.map(({ status }) => status));
    expect([...statuses].filter((status) => ![202, 503].includes(status))).toEqual([]);
    expect((await readPostmaster(cluster)).port).toBe(serverPort);
    await expectKept(await openEmbedded(cluster), record);
    server.signal('SIGTERM');
    expect(await server.exited).toBe(0);
    expect(processesOf(cluster)).toEqual([]);
    await annotate(`back after: ${times.join(', ')}; ${record.accepted.size} accepted`);
  },
);
