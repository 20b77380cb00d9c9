import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openDatabase, transaction } from '@lantern/db/database';
import { freePort } from '@lantern/db/free-port';
import { createTestDatabase } from '@lantern/db/testing';
import { onTestFinished } from 'vitest';
import { createJobs } from '../src/platform/jobs.ts';
import { createMailQueue, type MailRequest } from '../src/platform/mail/queue.ts';
import { startHostileSmtp, type HostileOptions } from '../test/hostile-smtp.ts';
import { startProcess } from '../test/server-process.ts';
import { sign } from './probes.ts';
import { readTextHash } from './signing-burst.ts';

const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };
const PAGE = 500;
const SIGNERS_AT_ONCE = 24;

/** What `/metrics` says of the mails. */
export interface MailFigures {
  /** When it was asked for and when it was told, milliseconds since 1970. */
  askedAt: number;
  at: number;
  queued: number;
  putOff: number;
  /** `Infinity`: nobody knows. */
  drainSeconds: number;
}

/** The built server as a process, and a mail provider that can be told to misbehave. */
export async function mailStage({ ratePerSecond, treat }: Required<HostileOptions>) {
  const database = await createTestDatabase();
  const db = openDatabase({ url: database.url, max: 4 });
  const smtp = await startHostileSmtp({ ratePerSecond, treat });
  const dataDir = await mkdtemp(path.join(tmpdir(), 'lantern mail '));
  const port = `${await freePort()}`;
  const origin = `http://localhost:${port}`;
  onTestFinished(async () => {
    await smtp.stop();
    await db.close();
    await database.drop();
    await rm(dataDir, { recursive: true, force: true });
  });
  const server = await startProcess({
    DATA_DIR: dataDir,
    DATABASE_URL: database.url,
    SMTP_URL: `smtp://127.0.0.1:${smtp.port}?tls=off&rate=${ratePerSecond}`,
    PORT: port,
  });
  await server.says('is running');
  const jobs = createJobs({ pool: db.pool, log: quiet });
  await jobs.start();
  onTestFinished(() => jobs.stop());
  const queue = createMailQueue(jobs);
  const textHash = await readTextHash(origin);
  const signed = async (email: string): Promise<void> => {
    const answer = await sign(origin, email, textHash);
    // What is not read keeps its connection.
    await answer.arrayBuffer();
    if (answer.status !== 202) throw new Error(`signing was answered ${answer.status}`);
  };
  return {
    db,
    smtp,
    server,
    /** Signs as anybody does; resolves when the submission was answered 202. */
    sign: signed,
    /** Signs them all, some at a time. */
    signAll: async (emails: readonly string[]) => {
      const left = emails.values();
      const lane = async () => {
        for (const email of left) await signed(email);
      };
      await Promise.all(Array.from({ length: SIGNERS_AT_ONCE }, lane));
    },
    confirm: (token: string) => confirm(origin, token),
    /** Queues mails as features do, in transactions. */
    enqueue: async (mails: readonly MailRequest[]) => {
      for (let from = 0; from < mails.length; from += PAGE)
        await transaction(db.pool, (tx) => queue.enqueueMails(tx, mails.slice(from, from + PAGE)));
    },
    figures: () => readFigures(origin),
  };
}
export type MailStage = Awaited<ReturnType<typeof mailStage>>;

async function confirm(origin: string, token: string): Promise<void> {
  const answer = await fetch(`${origin}/trpc/signing.confirm`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ token }),
  });
  await answer.arrayBuffer();
  if (answer.status !== 200) throw new Error(`confirming was answered ${answer.status}`);
}

async function readFigures(origin: string): Promise<MailFigures> {
  const askedAt = Date.now();
  const text = await (await fetch(`${origin}/metrics`)).text();
  const at = Date.now();
  const sum = (name: string) =>
    [...text.matchAll(new RegExp(`^lantern_mail_${name}(?:\\{[^}]*\\})? (\\S+)$`, 'gmu'))].reduce(
      (total, [, value = '']) => total + (value === '+Inf' ? Infinity : Number(value)),
      0,
    );
  return {
    askedAt,
    at,
    queued: sum('queued'),
    putOff: sum('put_off'),
    drainSeconds: sum('drain_seconds'),
  };
}
