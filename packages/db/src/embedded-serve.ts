import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { ChildProcess } from 'node:child_process';
import { FAST_SHUTDOWN, type Programs } from './embedded-programs.ts';

/** A PostgreSQL that is ready for connections. */
export interface Serving {
  stop(): Promise<void>;
  /** Resolves when the server ends by itself; never after `stop`. */
  lost: Promise<Error>;
}

export interface ServeOptions {
  programs: Programs;
  cluster: string;
  port: number;
  durable: boolean;
  /** PostgreSQL's own, beside ours. */
  settings: Record<string, string>;
  log: (line: string) => void;
}

const READY = 'database system is ready to accept connections';
const LOCKED = 'lock file "postmaster.pid" already exists';
const WORTH_SHOWING = /\b(?:WARNING|FATAL|PANIC):/u;
const LAST_LINES = 20;

/** Another server has the cluster. */
export class LockedError extends Error {
  override readonly name = 'LockedError';
}

/** Starts the server and waits until it says that it is ready, recovery included. */
export async function serve(options: ServeOptions): Promise<Serving> {
  const child = options.programs.serve(argumentsOf(options));
  const killWithUs = () => child.kill(FAST_SHUTDOWN);
  process.once('exit', killWithUs);
  const ended = once(child, 'exit').finally(() => process.off('exit', killWithUs));
  // A program that cannot even be started is told by what waits for its first word.
  ended.catch(() => undefined);
  await untilReady(child, options.log);
  let stopping = false;
  return {
    stop: async () => {
      stopping = true;
      child.kill(FAST_SHUTDOWN);
      await ended;
    },
    lost: new Promise((resolve) => {
      void ended.then(([code, signal]) => {
        if (!stopping) resolve(new Error(`PostgreSQL ended by itself (${signal ?? code})`));
      });
    }),
  };
}

function argumentsOf({ cluster, port, durable, settings }: ServeOptions): string[] {
  const values = {
    listen_addresses: '127.0.0.1',
    port,
    unix_socket_directories: '',
    max_connections: 200,
    timezone: 'UTC',
    logging_collector: 'off',
    fsync: durable ? 'on' : 'off',
    ...settings,
  };
  return [
    '-D',
    cluster,
    ...Object.entries(values).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
  ];
}

async function untilReady(child: ChildProcess, log: (line: string) => void): Promise<void> {
  const said: string[] = [];
  const ready = Promise.withResolvers<void>();
  child.once('error', ready.reject);
  child.once('exit', () => {
    const message = `PostgreSQL did not start:\n${said.join('\n')}`;
    ready.reject(message.includes(LOCKED) ? new LockedError(message) : new Error(message));
  });
  if (!child.stderr) throw new Error('PostgreSQL was started without its messages');
  createInterface(child.stderr).on('line', (line) => {
    said.push(line);
    if (said.length > LAST_LINES) said.shift();
    if (line.includes(READY)) ready.resolve();
    else if (WORTH_SHOWING.test(line)) log(line);
  });
  await ready.promise;
}
