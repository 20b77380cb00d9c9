import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase, transaction, type Database } from '@lantern/db/database';
import { createTestDatabase } from '@lantern/db/testing';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { systemClock } from '../platform/clock.ts';
import { createJobs, type Jobs } from '../platform/jobs.ts';
import { createLogger } from '../platform/logger.ts';
import { createMailQueue, openMailQueue, type MailRequest } from '../platform/mail/queue.ts';
import {
  settingsFor,
  startTestSmtp,
  type TestSmtpServer,
} from '../platform/mail/smtp-test-server.ts';
import { startHostileSmtp } from '../../test/hostile-smtp.ts';
import { createMail, type MailDeps } from './mail.ts';

let database: Database;
let jobs: Jobs;
let smtp: TestSmtpServer;
let undo: (() => Promise<unknown>)[];
let dataDir: string;
const log = createLogger('silent', { write: () => undefined });

beforeEach(async () => {
  const made = await createTestDatabase();
  database = openDatabase({ url: made.url });
  jobs = createJobs({ pool: database.pool, log });
  await jobs.start();
  await openMailQueue(jobs);
  smtp = await startTestSmtp();
  dataDir = await mkdtemp(join(tmpdir(), 'lantern-mail-'));
  undo = [
    () => rm(dataDir, { recursive: true }),
    () => made.drop(),
    () => database.close(),
    () => jobs.stop(),
    () => smtp.stop(),
  ];
});

afterEach(async () => {
  for (const step of undo.reverse()) await step();
});

const rehearsal = randomUUID();
const real = randomUUID();

async function openMail(env: Partial<MailDeps['env']>) {
  const mail = await createMail({
    env: { mode: 'local', smtp: undefined, dataDir, publicOrigin: 'http://localhost:4000', ...env },
    pool: database.pool,
    jobs,
    clock: systemClock,
    log,
    compose: ({ kind, recordId }) =>
      Promise.resolve({
        to: recordId === real ? 'real@example.net' : 'made-up@example.net',
        locale: 'en',
        subject: kind,
        html: '<p>hello</p>',
        text: 'hello',
        headers: {},
        rehearsal: recordId === rehearsal,
      }),
  });
  undo.push(() => mail.stop());
  return mail;
}

async function enqueue(recordIds: readonly string[]): Promise<void> {
  const mails = recordIds.map(
    (recordId) => ({ kind: 'confirm', priority: 'now', recordId }) satisfies MailRequest,
  );
  await transaction(database.pool, (tx) => createMailQueue(jobs).enqueueMails(tx, mails));
}

async function send(env: Partial<MailDeps['env']>): Promise<string[]> {
  const mail = await openMail(env);
  await enqueue([rehearsal, real]);
  mail.worker.start();
  await vi.waitFor(async () => expect((await mail.readBacklog()).queued).toBe(0), {
    timeout: 20_000,
    interval: 25,
  });
  return (mail.mailbox?.list() ?? []).map(({ to }) => to).sort();
}

const sent = (): string[] => smtp.received.map(({ to }) => to);

test("without a provider the mailbox takes everybody's mail", async () => {
  expect(await send({})).toEqual(['made-up@example.net', 'real@example.net']);
  expect(sent()).toEqual([]);
});

test("with a provider the mailbox takes a rehearsal's mail only", async () => {
  expect(await send({ smtp: smtp.settings })).toEqual(['made-up@example.net']);
  expect(sent()).toEqual(['real@example.net']);
});

test("in production a rehearsal's mail goes nowhere", async () => {
  const env = { mode: 'production', publicOrigin: 'https://day.example.org' } as const;
  expect(await send({ ...env, smtp: smtp.settings })).toEqual([]);
  expect(sent()).toEqual(['real@example.net']);
});

/** Jobs that the queue holds for a sender that is no more, and mails whose outcome is not known. */
async function leftBehind(): Promise<{ active: number; ended: number; sent: number }> {
  const { rows } = await database.pool.query(
    `SELECT (SELECT count(*)::int FROM pgboss.job WHERE state = 'active') AS active,
       (SELECT count(*)::int FROM pgboss.job WHERE state = 'completed') AS ended,
       (SELECT count(*)::int FROM mail_outcomes) AS sent`,
  );
  return rows[0];
}

test('a stop with thousands of mails waiting settles those on their way, and takes no more', async () => {
  const mail = await openMail({});
  await enqueue(Array.from({ length: 3_000 }, () => real));
  mail.worker.start();
  await vi.waitFor(() => expect(mail.mailbox?.list().length).toBeGreaterThan(30), {
    timeout: 20_000,
    interval: 5,
  });
  mail.worker.rest();
  await mail.stop();
  const { active, ended, sent } = await leftBehind();
  expect(active).toBe(0);
  expect(ended).toBe(sent);
  // Each that the catcher took is known to be sent; of the newest 500 it keeps all.
  expect(sent).toBe(mail.mailbox?.list().length);
  expect(sent).toBeLessThan(500);
});

test('a stop beside a provider that says nothing puts back what is on its way', async () => {
  const hostile = await startHostileSmtp();
  undo.push(() => hostile.stop());
  hostile.stall();
  const mail = await openMail({ smtp: settingsFor(hostile.port) });
  await enqueue(Array.from({ length: 100 }, () => real));
  mail.worker.start();
  await vi.waitFor(async () => expect((await leftBehind()).active).toBeGreaterThan(0), {
    timeout: 20_000,
    interval: 5,
  });
  const begun = performance.now();
  await mail.stop();
  // Well below the 15 s that it would be waited for an answer.
  expect(performance.now() - begun).toBeLessThan(10_000);
  expect(await leftBehind()).toEqual({ active: 0, ended: 0, sent: 0 });
});
