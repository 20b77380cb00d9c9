import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openDatabase } from '@lantern/db/database';
import { freePort } from '@lantern/db/free-port';
import { createTestDatabase } from '@lantern/db/testing';
import { expect, onTestFinished } from 'vitest';
import { startNginx } from '../test/nginx-proxy.ts';
import { rawHttp } from '../test/raw-http.ts';
import { PRODUCTION_ENV } from '../test/running-server.ts';
import { startProcess, type ServerProcess } from '../test/server-process.ts';

/** The only name under which the nodes answer. */
export const HOST = new URL(PRODUCTION_ENV.PUBLIC_ORIGIN).host;

const START_MS = 30_000;

/** One node; whoever ends it may start it again, on the same port and folder. */
export interface Node {
  port: number;
  /** Resolves when `/readyz` says that it is. */
  start: () => Promise<void>;
  /** Ends it; resolves with its exit code (null after a SIGKILL). */
  end: (signal: 'SIGTERM' | 'SIGKILL') => Promise<number | null>;
}

export type NodesBehindNginx = Awaited<ReturnType<typeof nodesBehindNginx>>;

/** Built servers in production mode, on one database, behind nginx as docs/nginx.conf has it. */
export async function nodesBehindNginx(count: number) {
  const database = await createTestDatabase();
  const db = openDatabase({ url: database.url, max: 3 });
  onTestFinished(async () => {
    await db.close();
    await database.drop();
  });
  const nodes: Node[] = [];
  for (let made = 0; made < count; made += 1) nodes.push(await createNode(database.url));
  await Promise.all(nodes.map((node) => node.start()));
  const ports = nodes.map(({ port }) => port);
  return { pool: db.pool, nodes, ports, proxy: await startNginx(ports) };
}

async function createNode(databaseUrl: string): Promise<Node> {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'lantern node '));
  onTestFinished(() => rm(dataDir, { recursive: true, force: true }));
  const port = await freePort();
  const env = {
    ...PRODUCTION_ENV,
    TRUST_PROXY: '1',
    PORT: `${port}`,
    DATA_DIR: dataDir,
    DATABASE_URL: databaseUrl,
  };
  let running: ServerProcess | undefined;
  return {
    port,
    start: async () => {
      running = await startProcess(env);
      const ready = async () =>
        (await rawHttp({ port, path: '/readyz' }).catch(() => null))?.status;
      await expect.poll(ready, { timeout: START_MS, interval: 50 }).toBe(200);
    },
    end: async (signal) => {
      running?.signal(signal);
      return (await running?.exited) ?? null;
    },
  };
}
