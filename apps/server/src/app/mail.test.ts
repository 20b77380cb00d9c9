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
import { startTestSmtp, type TestSmtpServer } from '../platform/mail/smtp-test-server.ts';
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

async function send(env: Partial<MailDeps['env']>): Promise<string[]> {
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
  const request = { kind: 'confirm', priority: 'now' } satisfies Partial<MailRequest>;
  await transaction(database.pool, (tx) =>
    createMailQueue(jobs).enqueueMails(tx, [
      { ...request, recordId: rehearsal },
      { ...request, recordId: real },
    ]),
  );
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
