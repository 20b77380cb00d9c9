import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { removeCluster, startEmbedded, type Embedded, type EmbeddedOptions } from './embedded.ts';
import { isAlive } from './embedded-lock.ts';

const NAME = 'lantern-scratch-';

/**
 * A PostgreSQL in a temporary folder, for tests and for tools: gone when it is stopped. What killed runs
 * left behind is swept first. `durable` turns fsync on, for what measures.
 */
export async function startScratch({
  durable = false,
  settings = {},
}: Pick<EmbeddedOptions, 'durable' | 'settings'> = {}): Promise<Embedded> {
  await sweep();
  const dataDir = await mkdtemp(path.join(tmpdir(), `${NAME}${process.pid}-`));
  const embedded = await startEmbedded({ dataDir, log: () => undefined, durable, settings });
  return {
    ...embedded,
    stop: async () => {
      await embedded.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

async function sweep(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    const maker = new RegExp(`^${NAME}(\\d+)-`, 'u').exec(name)?.[1];
    if (maker && !isAlive(Number(maker))) await removeCluster(path.join(tmpdir(), name));
  }
}
