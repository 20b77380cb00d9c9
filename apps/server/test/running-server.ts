import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Writable } from 'node:stream';
import { freePort } from '@lantern/db/free-port';
import { createTestDatabase } from '@lantern/db/testing';
import { onTestFinished } from 'vitest';
import type { SigningLimits } from '../src/features/signing/signing.seams.ts';
import { startServer } from '../src/app/start.ts';
import { projectRoot, readEnv } from '../src/env.ts';
import type { Clock } from '../src/platform/clock.ts';
import { createLogger } from '../src/platform/logger.ts';
import { once } from '../src/platform/shutdown.ts';

/** A whole server inside the test's process, on a port and a database of its own. */
export interface TestServer {
  /** `http://localhost:PORT`; what its pages and mails name may differ in production mode. */
  origin: string;
  port: number;
  dataDir: string;
  databaseUrl: string;
  /** The one-time link of the first administrator. */
  enrolmentLink: string | null;
  /** Everything it has logged so far, one JSON object a line. */
  logs: () => string;
  /** True if it ended well. May be called again. */
  stop: () => Promise<boolean>;
}

export interface TestServerOptions {
  /** Variables beside PORT, DATA_DIR and DATABASE_URL; as a person would set them. */
  env?: Record<string, string>;
  /** Default: the real time. */
  clock?: Clock;
  /** Another server's database, to run two on one; default: a fresh copy of the template. */
  databaseUrl?: string;
  /** Other limits of signing than local mode's. */
  signingLimits?: Partial<SigningLimits>;
  /** Default `info`. */
  logLevel?: string;
  /** Hears each line of the log as it is written; then none is kept. */
  onLog?: (line: string) => void;
}

/** What production needs beside the rest; its mails go to a port where nobody listens. */
export const PRODUCTION_ENV = {
  PUBLIC_ORIGIN: 'https://lantern.example',
  SMTP_URL: 'smtp://127.0.0.1:9?tls=off',
  LANTERN_SECRET: 'k3Vd0y7Qp9sXw2Zr8Tn4Lb6Hc1Jf5Ga0',
};

/**
 * Starts the real server, all of it, as `main.ts` does: mail catcher, jobs and sockets included. It is
 * stopped, and its folder and database removed, when the test (or the hook's file, where it is
 * called from `beforeAll`) calls {@link TestServer.stop}; within a test that happens by itself.
 */
export async function startTestServer(options: TestServerOptions = {}): Promise<TestServer> {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'lantern test '));
  const database = options.databaseUrl === undefined ? await createTestDatabase() : null;
  const databaseUrl = options.databaseUrl ?? database?.url ?? '';
  const port = await freePort();
  const root = projectRoot(import.meta.dirname);
  const source = { PORT: `${port}`, DATA_DIR: dataDir, DATABASE_URL: databaseUrl, ...options.env };
  const env = readEnv(source, root);
  const { sink, logs } = memorySink(options.onLog);
  const running = await startServer({
    env,
    root,
    log: createLogger(options.logLevel ?? 'info', sink),
    progress: { step: (_name, work) => work(), say: () => undefined },
    ...(options.clock && { clock: options.clock }),
    ...(options.signingLimits && { signingLimits: options.signingLimits }),
  });
  const stop = once(async () => {
    const clean = await running.stop();
    await database?.drop();
    await rm(dataDir, { recursive: true, force: true });
    return clean;
  });
  stopWithTest(stop);
  const { enrolmentLink } = running;
  return {
    origin: `http://localhost:${port}`,
    port,
    dataDir,
    databaseUrl,
    enrolmentLink,
    logs,
    stop,
  };
}

function memorySink(onLog?: (line: string) => void) {
  const lines: string[] = [];
  const keep = onLog ?? ((line) => void lines.push(line));
  const sink = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      keep(chunk.toString());
      done();
    },
  });
  return { sink, logs: () => lines.join('') };
}

/** In a hook there is no test to finish: the file then stops what it started. */
function stopWithTest(stop: () => Promise<boolean>): void {
  try {
    onTestFinished(async () => {
      await stop();
    });
  } catch {
    return;
  }
}
