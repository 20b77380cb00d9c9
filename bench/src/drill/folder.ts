import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { removeCluster } from '@lantern/db/embedded';
import { isAlive } from '@lantern/db/embedded-lock';

/** A temporary folder of a drill's, deleted with all that it holds. */
export interface Folder {
  path: string;
  /** Where a machine keeps its data, and its database. */
  dataDir: string;
  remove(): Promise<void>;
}

const NAME = 'lantern-drill-';

/** Whatever a drill has not removed yet. */
const open = new Set<Folder>();

/** Ends what runs and deletes everything, where a drill is ended half-way. */
export async function removeAll(): Promise<void> {
  await Promise.all([...open].map((folder) => folder.remove()));
}

/** `end` is asked to end what works in it, before it is deleted. */
export async function openFolder(end?: () => Promise<void>): Promise<Folder> {
  await sweep();
  const made = await mkdtemp(path.join(tmpdir(), `${NAME}${process.pid}-`));
  const folder: Folder = {
    path: made,
    dataDir: path.join(made, 'data'),
    remove: async () => {
      await end?.();
      await removeTree(made);
      open.delete(folder);
    },
  };
  open.add(folder);
  return folder;
}

/** Removes what drills that were killed have left, which may hold real people. */
async function sweep(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    const maker = new RegExp(`^${NAME}(\\d+)-`, 'u').exec(name)?.[1];
    if (maker && !isAlive(Number(maker))) await removeTree(path.join(tmpdir(), name));
  }
}

async function removeTree(folder: string): Promise<void> {
  await removeCluster(path.join(folder, 'data', 'postgres'));
  await rm(folder, { recursive: true, force: true, maxRetries: 10 });
}
