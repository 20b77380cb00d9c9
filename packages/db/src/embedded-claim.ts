import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { ROLE } from './embedded-init.ts';

/** What was found of a running server, and whether this process owns it now. */
export interface Claim {
  /** `claimed`: nobody else owned it. `owned`: a living process does. */
  state: 'claimed' | 'owned';
  url: string;
  port: number;
  /** Holds the claim; in the maintenance database. */
  client: pg.Client;
  release(): Promise<void>;
}

/** Whoever holds this lock owns the server; it ends with its holder's connection, however that dies. */
const OWNER_LOCK = 7_021_982;
/** A killed owner's connection closes within milliseconds; a living one's never. */
const OWNER_TIMEOUT = '2s';
const MAINTENANCE = 'postgres';
const RECLAIM_MS = 250;
/** A server in recovery is somebody's: it tells whose once it is done. */
const STARTING_UP = '57P03';
const STARTING_MS = 60_000;

export interface ClusterAccess {
  cluster: string;
  password: string;
}

/** Tries to own the server that runs in `cluster`; null when none does. */
export async function claim({ cluster, password }: ClusterAccess): Promise<Claim | null> {
  const port = await runningPort(cluster);
  if (port === null) return null;
  const client = await connectTo(connectionUrl({ password, port, database: MAINTENANCE }));
  if (!client) return null;
  const found = { port, url: connectionUrl({ password, port, database: 'lantern' }), client };
  const release = () => client.end();
  if (!(await isServerOf(client, cluster))) {
    await release();
    return null;
  }
  if (await takeLock(client)) return { ...found, state: 'claimed', release };
  await release();
  return { ...found, state: 'owned', release: () => Promise.resolve() };
}

/**
 * Holds a claim for as long as this process owns the server: when its connection ends (a server that was
 * killed, or one that started over after a fault) it is taken again, lest another process take a living
 * Lantern's server for one that was left behind.
 */
export function holdClaim(access: ClusterAccess, first: Claim): Pick<Claim, 'release'> {
  const released = new AbortController();
  const { signal } = released;
  let held: Claim | null = first;
  const hold = async (): Promise<void> => {
    while (!signal.aborted) {
      if (held) await new Promise<void>((resolve) => void held?.client.once('end', resolve));
      if (signal.aborted) return;
      await delay(RECLAIM_MS, undefined, { signal }).catch(() => undefined);
      const again = await claim(access).catch(() => null);
      held = again?.state === 'claimed' ? again : null;
    }
  };
  const holding = hold();
  return {
    release: async () => {
      released.abort();
      await held?.release().catch(() => undefined);
      await holding;
      await held?.release().catch(() => undefined);
    },
  };
}

async function connectTo(url: string): Promise<pg.Client | null> {
  const deadline = performance.now() + STARTING_MS;
  for (;;) {
    const client = new pg.Client(url);
    // The server may be stopped before us; the connection's end is no fault then.
    client.on('error', () => undefined);
    try {
      await client.connect();
      return client;
    } catch (error) {
      const starting = error instanceof pg.DatabaseError && error.code === STARTING_UP;
      if (!starting || performance.now() > deadline) return null;
    }
    await delay(RECLAIM_MS);
  }
}

/** Makes the database `lantern` unless it is there. */
export async function ensureDatabase(client: pg.Client): Promise<void> {
  const { rowCount } = await client.query("SELECT FROM pg_database WHERE datname = 'lantern'");
  if (rowCount === 0) await client.query('CREATE DATABASE lantern');
}

/** A connection URL on loopback. */
export function connectionUrl(to: { password: string; port: number; database: string }): string {
  return `postgresql://${ROLE}:${encodeURIComponent(to.password)}@127.0.0.1:${to.port}/${to.database}`;
}

/** Fourth line of `postmaster.pid`; the file may be a dead server's. */
async function runningPort(cluster: string): Promise<number | null> {
  const file = await readFile(path.join(cluster, 'postmaster.pid'), 'utf8').catch(() => '');
  const port = Number(file.split('\n')[3]);
  return Number.isInteger(port) && port > 0 ? port : null;
}

/** The port of a dead server may be another's by now, even another Lantern's. */
async function isServerOf(client: pg.Client, cluster: string): Promise<boolean> {
  const { rows } = await client.query<{ data_directory: string }>('SHOW data_directory');
  return rows[0]?.data_directory === cluster;
}

async function takeLock(client: pg.Client): Promise<boolean> {
  await client.query(`SET lock_timeout = '${OWNER_TIMEOUT}'`);
  try {
    await client.query('SELECT pg_advisory_lock($1)', [OWNER_LOCK]);
    return true;
  } catch (error) {
    if (error instanceof pg.DatabaseError && error.code === '55P03') return false;
    throw error;
  }
}
