import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startEmbedded } from '@lantern/db/embedded';
import { processesOf } from '@lantern/db/embedded-processes';
import { openPrograms } from '@lantern/db/embedded-programs';
import { serve, type Serving } from '@lantern/db/embedded-serve';
import { freePort } from '@lantern/db/free-port';
import { onTestFinished } from 'vitest';

/** A real PostgreSQL, durable, that a test may kill and start again; the servers know only its address. */
export interface OwnPostgres {
  /** Of the database `lantern`, empty at first. */
  url: string;
  /** Every process of it at once, without a goodbye. */
  kill(): Promise<void>;
  /** Starts it on the same port; resolves when it takes connections. */
  start(): Promise<void>;
}

/** Makes it, in `parent` if given, and starts it; with the test it is gone. */
export async function ownPostgres(parent = tmpdir()): Promise<OwnPostgres> {
  const dataDir = await mkdtemp(path.join(parent, 'lantern postgres '));
  const log = () => undefined;
  // Makes the cluster, its password and the database; the rest is this test's own doing.
  const maker = await startEmbedded({ dataDir, log });
  await maker.stop();
  const cluster = path.join(dataDir, 'cluster');
  const programs = await openPrograms();
  const port = await freePort();
  const url = new URL(maker.url);
  url.port = String(port);
  let serving: Serving | undefined;
  const start = async () => {
    serving = await serve({ programs, cluster, port, durable: true, settings: {}, log });
  };
  await start();
  onTestFinished(async () => {
    await serving?.stop();
    await rm(dataDir, { recursive: true, force: true });
  });
  return {
    url: url.href,
    start,
    kill: async () => {
      for (const pid of processesOf(cluster)) process.kill(pid, 'SIGKILL');
      await serving?.lost;
    },
  };
}
