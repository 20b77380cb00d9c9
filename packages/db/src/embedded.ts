import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, chown, mkdir, readFile, realpath, rm } from 'node:fs/promises';
import path from 'node:path';
import { claim, connectionUrl, ensureDatabase, holdClaim, type Claim } from './embedded-claim.ts';
import { initialise, PASSWORD_FILE } from './embedded-init.ts';
import { keepServing, type KeepHooks } from './embedded-keep.ts';
import { EmbeddedInUseError, removeStaleLock } from './embedded-lock.ts';
import { endOrphans } from './embedded-processes.ts';
import { openPrograms, type Programs } from './embedded-programs.ts';
import { LockedError, serve } from './embedded-serve.ts';
import { freePort } from './free-port.ts';

/** A PostgreSQL of our own, on a free port of the loopback interface. */
export interface Embedded {
  /** Connection URL of the database `lantern`, password included: never logged. */
  url: string;
  /** True where another process owns the server, which `stop` then leaves running. */
  shared: boolean;
  /** Fast shutdown; resolves once the server is gone. May be called again. */
  stop(): Promise<void>;
}

export interface EmbeddedOptions extends KeepHooks {
  /** Folder that is Lantern's alone; made if missing. May hold spaces. */
  dataDir: string;
  /** One line per step worth showing, and each of PostgreSQL's own complaints. */
  log: (line: string) => void;
  /** Use the server of a living process that owns the folder, instead of refusing. */
  share?: boolean;
  /** False only for data that nobody needs after a crash. */
  durable?: boolean;
  /** PostgreSQL's own settings, beside ours. */
  settings?: Record<string, string>;
  /** A server that ends by itself is started again for this long, ms; default ten minutes. */
  giveUpAfterMs?: number;
}

/**
 * Starts PostgreSQL in `dataDir`, making a new cluster on first use. A server left behind by a killed
 * process is stopped first, so that its messages and its end are ours to see again; one that lost its power
 * recovers by itself. One that ends later is started again on the same port. Throws {@link EmbeddedInUseError} when a living process owns the folder.
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<Embedded> {
  const programs = await openPrograms();
  const cluster = await prepareCluster(programs, options);
  const password = await readFile(path.join(cluster, PASSWORD_FILE), 'utf8');
  const running = await claim({ cluster, password });
  if (running?.state === 'owned') return share(running, options);
  if (running) {
    options.log('Stopping the PostgreSQL that an earlier run left behind');
    await running.release();
    await stopCluster(programs, cluster);
  }
  return own({ programs, cluster, password, options });
}

async function prepareCluster(programs: Programs, options: EmbeddedOptions): Promise<string> {
  await mkdir(options.dataDir, { recursive: true });
  // A running server tells its folder by its real name.
  const cluster = path.join(await realpath(options.dataDir), 'cluster');
  const { owner } = programs.launcher;
  if (owner) {
    await chown(options.dataDir, owner.uid, owner.gid);
    await chmod(options.dataDir, 0o700);
  }
  if (!existsSync(cluster)) {
    options.log('Making a new PostgreSQL cluster');
    const password = randomBytes(24).toString('base64url');
    await initialise({ programs, cluster, password, durable: options.durable ?? true });
  }
  const major = (await readFile(path.join(cluster, 'PG_VERSION'), 'utf8')).trim();
  if (major === programs.major) return cluster;
  throw new Error(
    `the data in ${cluster} is of PostgreSQL ${major}, this is ${programs.major}: ` +
      'make a backup with the Lantern that wrote it, and restore it here into a new DATA_DIR',
  );
}

function share(running: Claim, { share: wanted, dataDir }: EmbeddedOptions): Embedded {
  if (!wanted) throw new EmbeddedInUseError(dataDir);
  return { url: running.url, shared: true, stop: () => Promise.resolve() };
}

interface OwnOptions {
  programs: Programs;
  cluster: string;
  password: string;
  options: EmbeddedOptions;
}

async function own({ programs, cluster, password, options }: OwnOptions): Promise<Embedded> {
  const port = await freePort();
  const { log, durable = true, settings = {} } = options;
  const start = async () => {
    await removeStaleLock(cluster);
    await endOrphans(cluster);
    return serve({ programs, cluster, port, durable, settings, log });
  };
  const serving = await start().catch((error: unknown) => {
    if (error instanceof LockedError)
      throw new EmbeddedInUseError(options.dataDir, { cause: error });
    throw error;
  });
  const owned = await claim({ cluster, password });
  if (owned?.state !== 'claimed') {
    await serving.stop();
    throw new EmbeddedInUseError(options.dataDir);
  }
  await ensureDatabase(owned.client);
  const held = holdClaim({ cluster, password }, owned);
  const kept = keepServing({ ...options, first: serving, start });
  return {
    url: connectionUrl({ password, port, database: 'lantern' }),
    shared: false,
    stop: async () => {
      const releasing = held.release();
      await kept.stop();
      await releasing;
    },
  };
}

function stopCluster(programs: Programs, cluster: string): Promise<void> {
  return programs.run('pg_ctl', ['stop', '-D', cluster, '-m', 'fast', '-w', '-t', '60', '-s']);
}

/** Stops what may still run in `dataDir` and removes the folder, database and all. */
export async function removeCluster(dataDir: string): Promise<void> {
  const cluster = path.join(dataDir, 'cluster');
  // Nothing running is the ordinary case, and no fault.
  if (existsSync(path.join(cluster, 'postmaster.pid')))
    await stopCluster(await openPrograms(), cluster).catch(() => undefined);
  await rm(dataDir, { recursive: true, force: true });
}
