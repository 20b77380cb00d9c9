import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openDatabase } from '@lantern/db/database';
import { freePort } from '@lantern/db/free-port';
import { createTestDatabase } from '@lantern/db/testing';
import { onTestFinished } from 'vitest';
import { startTestSmtp } from '../src/platform/mail/smtp-test-server.ts';
import { startProcess } from '../test/server-process.ts';
import { atScale } from './scale.ts';

/** What the queue does when the pause before a mail's next try is over. */
const RESTED = `UPDATE pgboss.job SET start_after = now() WHERE name = 'mail' AND state = 'retry'`;
/** What the job runner does with a claim that has lapsed. */
const LAPSED = `UPDATE pgboss.job SET state = 'retry', start_after = now() WHERE state = 'active'`;

export interface KillableOptions {
  /** The provider's pace. */
  mailsPerSecond: number;
  /** Goes to every server. */
  env?: Record<string, string>;
  /** Default: one of its own on the run's PostgreSQL. */
  database?: { url: string };
  /** How the provider behaves; default: well. */
  provider?: Parameters<typeof startTestSmtp>[0];
  /** Where the servers find the database that listens on this port; default: there. */
  databaseThrough?: (port: number) => Promise<{ port: number }>;
}

/**
 * What outlives a killed server: its database, its mail provider and its folder. Each `start` is another
 * server on them.
 */
export async function killableServer({
  mailsPerSecond,
  env = {},
  database: given,
  provider,
  databaseThrough,
}: KillableOptions) {
  const database = given ? { ...given, drop: () => undefined } : await createTestDatabase();
  const db = openDatabase({ url: database.url, max: 2 });
  const url = new URL(database.url);
  if (databaseThrough) url.port = `${(await databaseThrough(Number(url.port))).port}`;
  const smtp = await startTestSmtp(provider);
  const dataDir = await mkdtemp(path.join(tmpdir(), 'lantern killed '));
  onTestFinished(async () => {
    await smtp.stop();
    await db.close();
    await database.drop();
    await rm(dataDir, { recursive: true, force: true });
  });
  return {
    db,
    smtp,
    /** Of the minute in which a dead server's claims on mails lapse, the short form waits for none. */
    passClaims: async () => {
      if (atScale({ short: true, full: false })) await db.pool.query(LAPSED);
    },
    /** Nor for the pauses between two tries of a mail. */
    passPauses: async () => {
      if (atScale({ short: true, full: false })) await db.pool.query(RESTED);
    },
    start: async ({ port: wanted }: { port?: number } = {}) => {
      const port = `${wanted ?? (await freePort())}`;
      const server = await startProcess({
        ...env,
        DATA_DIR: dataDir,
        DATABASE_URL: url.href,
        SMTP_URL: `smtp://127.0.0.1:${smtp.settings.port}?tls=off&rate=${mailsPerSecond}`,
        PORT: port,
      });
      await server.says('is running');
      return { ...server, origin: `http://localhost:${port}`, port: Number(port) };
    },
  };
}
export type KillableServer = Awaited<ReturnType<typeof killableServer>>;
