import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { openDatabase, type Database } from '@lantern/db/database';
import { connectionUrl } from '@lantern/db/embedded-claim';
import { PASSWORD_FILE } from '@lantern/db/embedded-init';
import { onTestFinished } from 'vitest';

/** What `postmaster.pid` says of the embedded server; both change where it is started by somebody else. */
interface Postmaster {
  pid: number;
  port: number;
}

/** Where a server in local mode has its cluster. */
export const clusterIn = (dataDir: string): string => path.join(dataDir, 'postgres', 'cluster');

export async function readPostmaster(cluster: string): Promise<Postmaster> {
  const lines = (await readFile(path.join(cluster, 'postmaster.pid'), 'utf8')).split('\n');
  return { pid: Number(lines[0]), port: Number(lines[3]) };
}

/** Connections of the test's own to the embedded database, closed when it ends. */
export async function openEmbedded(cluster: string): Promise<Database> {
  const password = await readFile(path.join(cluster, PASSWORD_FILE), 'utf8');
  const { port } = await readPostmaster(cluster);
  const url = connectionUrl({ password, port, database: 'lantern' });
  const db = openDatabase({ url, max: 2, onIdleError: () => undefined });
  onTestFinished(() => db.close());
  return db;
}
