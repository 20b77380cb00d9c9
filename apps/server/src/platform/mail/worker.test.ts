import { createServer } from 'node:net';
import { once } from 'node:events';
import { openDatabase, transaction, type Database } from '@lantern/db/database';
import { createTestDatabase } from '@lantern/db/testing';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { systemClock } from '../clock.ts';
import { createJobs, type Jobs } from '../jobs.ts';
import { createBacklogReader } from './backlog.ts';
import type { ComposedMail, ComposeMail } from './composed-mail.ts';
import { createMailOutcomes } from './outcomes.ts';
import { createMailQueue, MAIL_QUEUE, openMailQueue, type MailRequest } from './queue.ts';
import { enqueueAll, request } from './mail-requests.fixture.ts';
import { settingsFor, startTestSmtp, type TestSmtpServer } from './smtp-test-server.ts';
import { tcpPort } from './tcp-port.ts';
import { createSmtpTransport, type MailTransport } from './transport.ts';
import { createMailWorker, type MailWorker } from './worker.ts';

let database: Database;
let jobs: Jobs;
let undo: (() => Promise<void>)[];
let logged: string[];

const log = {
  info: () => undefined,
  warn: (details: object, message: string) => logged.push(JSON.stringify({ ...details, message })),
  error: (details: object, message: string) => logged.push(JSON.stringify({ ...details, message })),
};

beforeEach(async () => {
  logged = [];
  const made = await createTestDatabase();
  database = openDatabase({ url: made.url });
  jobs = createJobs({ pool: database.pool, log });
  await jobs.start();
  await openMailQueue(jobs);
  undo = [() => made.drop(), () => database.close(), () => jobs.stop()];
});

afterEach(async () => {
  for (const step of undo.reverse()) await step();
});

const addressOf = (recordId: string): string => `person.${recordId.slice(0, 8)}@example.net`;

const composed = (kind: string, recordId: string): ComposedMail => ({
  to: addressOf(recordId),
  locale: 'en',
  subject: kind,
  html: '<p>hello</p>',
  text: 'hello',
  headers: {},
  rehearsal: false,
});

const composeAll: ComposeMail = ({ kind, recordId }) => Promise.resolve(composed(kind, recordId));

async function server(options?: Parameters<typeof startTestSmtp>[0]): Promise<TestSmtpServer> {
  const smtp = await startTestSmtp(options);
  undo.push(() => smtp.stop());
  return smtp;
}

function transportTo(settings: TestSmtpServer['settings'], silenceMs = 5_000): MailTransport {
  const transport = createSmtpTransport(settings, { silenceMs });
  undo.push(() => Promise.resolve(transport.close()));
  return transport;
}

function worker(
  transport: MailTransport | null,
  {
    compose = composeAll,
    claim = 1,
    on = database,
  }: {
    compose?: ComposeMail;
    claim?: number;
    on?: Database;
  } = {},
): MailWorker {
  const made = createMailWorker({
    jobs,
    pool: on.pool,
    outcomes: createMailOutcomes(jobs, on.pool),
    compose,
    route: () => transport,
    clock: systemClock,
    random: Math.random,
    log,
    limits: { claim, held: 20 },
  });
  undo.push(() => made.stop());
  made.start();
  return made;
}

const enqueue = (...mails: MailRequest[]) => enqueueAll({ pool: database.pool, jobs }, mails);

async function outcomes(): Promise<
  { outcome: string; record_id: string; smtp_code: number | null }[]
> {
  const { rows } = await database.pool.query(
    'SELECT outcome, record_id, smtp_code FROM mail_outcomes ORDER BY at',
  );
  return rows;
}

async function states(): Promise<string[]> {
  const { rows } = await database.pool.query<{ state: string }>(
    'SELECT state::text FROM pgboss.job WHERE name = $1 ORDER BY created_on',
    [MAIL_QUEUE],
  );
  return rows.map(({ state }) => state);
}

/** Lets what waits for a later try be tried now, instead of waiting for it. */
const hurry = () =>
  database.pool.query("UPDATE pgboss.job SET start_after = now() WHERE state = 'retry'");

const eventually = <T>(check: () => Promise<T> | T): Promise<T> =>
  vi.waitFor(check, { timeout: 20_000, interval: 25 });

describe('the queue', () => {
  test('sends what was committed and nothing that was rolled back', async () => {
    const smtp = await server();
    const [kept, lost] = [request(), request()];
    await transaction(database.pool, async (tx) => {
      await createMailQueue(jobs).enqueueMails(tx, [lost]);
      throw new Error('changed my mind');
    }).catch(() => undefined);
    await enqueue(kept);
    worker(transportTo(smtp.settings));
    await smtp.took(1);
    await eventually(async () => expect(await states()).toEqual(['completed']));
    expect(await outcomes()).toEqual([
      { outcome: 'sent', record_id: kept.recordId, smtp_code: null },
    ]);
    expect(smtp.received.map(({ to }) => to)).toEqual([addressOf(kept.recordId)]);
  });

  test('holds no personal data, before and after', async () => {
    const smtp = await server({ judge: () => ({ status: 550, message: 'no such user' }) });
    const mail = request();
    await enqueue(mail);
    worker(transportTo(smtp.settings));
    await eventually(async () => expect(await outcomes()).toHaveLength(1));
    const { rows } = await database.pool.query<{ line: string }>(
      'SELECT j::text AS line FROM pgboss.job j UNION ALL SELECT o::text FROM mail_outcomes o',
    );
    expect(rows.map(({ line }) => line).join('\n')).not.toMatch(/@|person/u);
  });

  test('is emptied by priority, then by age', async () => {
    const smtp = await server();
    const inOrder = (['bulk', 'soon', 'now'] as const).map((priority) => request({ priority }));
    for (const mail of inOrder) await enqueue(mail);
    worker(transportTo({ ...smtp.settings, connections: 1 }));
    await smtp.took(3);
    expect(smtp.received.map(({ to }) => to)).toEqual(
      inOrder.toReversed().map(({ recordId }) => addressOf(recordId)),
    );
  });

  test('keeps a mail until its time', async () => {
    const smtp = await server();
    const later = request({ notBefore: new Date(Date.now() + 3_600_000) });
    await enqueue(later, request());
    worker(transportTo(smtp.settings));
    await smtp.took(1);
    await eventually(async () => expect((await states()).sort()).toEqual(['completed', 'created']));
    const backlog = await createBacklogReader(database.pool, 14)();
    expect(backlog).toMatchObject({ queued: 0, oldestAt: null, drainSeconds: 0 });
  });

  test('drops what is no longer due', async () => {
    const smtp = await server();
    const [gone, due] = [request(), request()];
    await enqueue(gone, due);
    worker(transportTo(smtp.settings), {
      compose: ({ kind, recordId: id }) =>
        Promise.resolve(id === gone.recordId ? null : composed(kind, id)),
    });
    await smtp.took(1);
    await eventually(async () => expect(await states()).toEqual(['completed', 'completed']));
    expect((await outcomes()).map(({ record_id }) => record_id)).toEqual([due.recordId]);
  });

  test('drops a mail that may go nowhere', async () => {
    await enqueue(request());
    worker(null);
    await eventually(async () => expect(await states()).toEqual(['completed']));
    expect(await outcomes()).toEqual([]);
  });
});

describe('a server that', () => {
  test('refuses for good ends the mail, and no log names the address', async () => {
    const judge = (to: string) => ({ status: 550, message: `5.1.1 <${to}>: user unknown` });
    const smtp = await server({ judge });
    await enqueue(request());
    worker(transportTo(smtp.settings));
    await eventually(async () =>
      expect(await outcomes()).toMatchObject([{ outcome: 'refused', smtp_code: 550 }]),
    );
    expect(await states()).toEqual(['completed']);
    expect(logged.join('\n')).toContain('mail not delivered');
    expect(logged.join('\n')).not.toContain('@');
  });

  test('refuses for now is asked again', async () => {
    let tries = 0;
    const judge = () => (++tries === 1 ? { status: 451, message: 'greylisted' } : null);
    const smtp = await server({ judge });
    await enqueue(request());
    worker(transportTo(smtp.settings));
    await eventually(async () => expect(await states()).toEqual(['retry']));
    await hurry();
    await smtp.took(1);
    await eventually(async () => expect(await states()).toEqual(['completed']));
    expect(await outcomes()).toMatchObject([{ outcome: 'sent' }]);
  });

  test('refuses one holds up no other', async () => {
    const bad = request();
    const judge = (to: string) =>
      to === addressOf(bad.recordId) ? { status: 452, message: 'mailbox full' } : null;
    const smtp = await server({ judge });
    await enqueue(bad, request(), request());
    worker(transportTo(smtp.settings));
    await smtp.took(2);
    await eventually(async () =>
      expect((await states()).sort()).toEqual(['completed', 'completed', 'retry']),
    );
  });

  test('is down leaves everything in the queue until it is back', async () => {
    const placeholder = createServer().listen(0, '127.0.0.1');
    await once(placeholder, 'listening');
    const port = tcpPort(placeholder);
    await new Promise((resolve) => placeholder.close(resolve));
    await enqueue(request(), request(), request());
    worker(transportTo(settingsFor(port)));
    await eventually(async () => expect(await states()).toContain('retry'));
    expect(await outcomes()).toEqual([]);
    const smtp = await server({ port });
    await eventually(async () => {
      await hurry();
      expect(smtp.received).toHaveLength(3);
    });
    await eventually(async () => expect(await outcomes()).toHaveLength(3));
  });

  test('says nothing is given up, and the mail kept', async () => {
    const silent = createServer().listen(0, '127.0.0.1');
    await once(silent, 'listening');
    undo.push(() => new Promise((resolve) => silent.close(() => resolve())));
    const port = tcpPort(silent);
    await enqueue(request());
    worker(transportTo(settingsFor(port), 200));
    await eventually(async () => expect(await states()).toEqual(['retry']));
    expect(logged.join('\n')).toContain('"verdict":"outage"');
  });
});

test('two nodes together keep the pace', async () => {
  const smtp = await server({ ratePerSecond: 40 });
  await enqueue(...Array.from({ length: 40 }, () => request()));
  for (const transport of [transportTo(smtp.settings), transportTo(smtp.settings)]) {
    worker(transport, { claim: 5 });
  }
  await smtp.took(40);
  // 39 gaps of 25 ms, less what the first mail lost to connecting; unpaced it takes a tenth of that.
  const times = smtp.received.map(({ at }) => at);
  expect(Math.max(...times) - Math.min(...times)).toBeGreaterThan(39 * 25 * 0.75);
  expect(new Set(smtp.received.map(({ messageId }) => messageId)).size).toBe(40);
});

/** Lets a mail go out and its commit wait; answers how to break that commit, and how to let the next one pass. */
async function blockOutcomes() {
  const blocker = await database.pool.connect();
  await blocker.query('BEGIN; LOCK TABLE mail_outcomes IN EXCLUSIVE MODE');
  return {
    breakCommit: () =>
      eventually(async () => {
        const { rowCount } = await database.pool.query(
          `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
            WHERE wait_event_type = 'Lock' AND query LIKE 'INSERT INTO mail_outcomes%'`,
        );
        expect(rowCount).toBe(1);
      }),
    release: async () => {
      await blocker.query('ROLLBACK');
      blocker.release();
    },
  };
}

test('a database that is lost between the 250 and the commit, and returns, sends nothing twice', async () => {
  database.pool.on('error', () => undefined);
  const smtp = await server();
  const outcomesOf = await blockOutcomes();
  await enqueue(request());
  worker(transportTo(smtp.settings));
  await smtp.took(1);
  await outcomesOf.breakCommit();
  await outcomesOf.release();
  await eventually(async () => expect(await states()).toEqual(['completed']));
  expect(await outcomes()).toMatchObject([{ outcome: 'sent' }]);
  expect(smtp.received).toHaveLength(1);
});

test('a crash between the 250 and the commit sends once more, recognisably', async () => {
  const node = openDatabase({ url: String(database.pool.options.connectionString), max: 3 });
  node.pool.on('error', () => undefined);
  const smtp = await server();
  const outcomesOf = await blockOutcomes();
  await enqueue(request());
  const first = worker(transportTo(smtp.settings), { on: node });
  await smtp.took(1);
  // The mail is out and its commit hangs: now the node loses its database for good.
  await outcomesOf.breakCommit();
  await eventually(() => expect(node.pool.totalCount).toBe(0));
  await node.close();
  await first.stop();
  await outcomesOf.release();
  expect(await states()).toEqual(['active']);
  await database.pool.query("UPDATE pgboss.job SET started_on = now() - interval '2 minutes'");
  await jobs.boss.supervise(MAIL_QUEUE);
  await hurry();
  worker(transportTo(smtp.settings));
  await smtp.took(2);
  await eventually(async () => expect(await states()).toEqual(['completed']));
  expect(new Set(smtp.received.map(({ messageId }) => messageId)).size).toBe(1);
  expect(await outcomes()).toMatchObject([{ outcome: 'sent' }]);
});

test('stopping lets the mail in flight be answered and settled', async () => {
  const answer = Promise.withResolvers<void>();
  const smtp = await server({ beforeAnswer: () => answer.promise });
  await enqueue(request(), request());
  const node = worker(transportTo({ ...smtp.settings, connections: 1 }));
  await smtp.took(1);
  let stopped = false;
  const stopping = node.stop().then(() => {
    stopped = true;
  });
  expect(await outcomes()).toEqual([]);
  expect(stopped).toBe(false);
  answer.resolve();
  await stopping;
  // Everything taken is settled, and nothing is left half-way.
  expect(await states()).not.toContain('active');
  expect(await outcomes()).toHaveLength(smtp.received.length);
});
