import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from 'vitest';
import type { Treatment } from '../test/hostile-smtp.ts';
import { mailStage, type MailFigures, type MailStage } from './mail-stage.ts';
import { readBooks } from './mail-books.ts';
import { atScale } from './scale.ts';
import { confirmToken } from './signing-burst.ts';

const PLAN = atScale({
  short: { signers: 500, others: 60, stallMs: 3_000, ratePerSecond: 100, sampleMs: 250 },
  full: { signers: 20_000, others: 300, stallMs: 30_000, ratePerSecond: 50, sampleMs: 1_000 },
});
/** Mails that a node holds with five connections; what is more urgent leaves after these. */
const HELD = 20;
/** A backlog is read once a second, a sample takes its time, and mails are on their way meanwhile. */
const SLACK_MS = 2_500;
/** By then a stall is told as one. */
const NOTICED_MS = 14_000;

/** Of a hundred addresses two each meet these at their first try; 550 is for good. */
const TREATMENTS: readonly Treatment[] = [
  { do: 'refuse', status: 550 },
  { do: 'refuse', status: 451 },
  { do: 'refuse', status: 421 },
  { do: 'drop-in-data' },
  { do: 'drop-after-dot' },
];

test(`${PLAN.signers} confirmations through a provider that is slow, stalls and refuses some`, async ({
  annotate,
}) => {
  const met = new Set<string>();
  let refusing = false;
  const treat = (to: string): Treatment => {
    const treatment = TREATMENTS[Number(/\d+/u.exec(to)?.[0]) % 50];
    if (!refusing || !treatment) return { do: 'take' };
    if (treatment.do === 'refuse' && treatment.status === 550) return treatment;
    if (met.has(to)) return { do: 'take' };
    met.add(to);
    return treatment;
  };
  const stage = await mailStage({ ratePerSecond: PLAN.ratePerSecond, treat });
  const { smtp } = stage;
  const taken = () => smtp.arrivals.filter(({ answer }) => answer === 250).length;
  const watched = watch(stage);

  // A crowd signs, faster than its mails can leave.
  const crowd = Array.from(
    { length: PLAN.signers },
    (_, index) => `signer${index}@d${index % 97}.example`,
  );
  const signing = stage.signAll(crowd);
  await smtp.until(() => taken() > PLAN.others, 60_000);
  // Some confirm: `soon`. Others are reminded: `bulk`. Both have to let the crowd pass.
  // Only by mails that were taken: one that was refused is not due any more when its turn comes again.
  const early = smtp.arrivals.filter(({ answer }) => answer === 250).slice(0, PLAN.others);
  await Promise.all(early.map(({ text }) => stage.confirm(confirmToken(text) ?? '')));
  await signing;
  await stage.enqueue(
    (await pendingRecords(stage)).map((recordId) => ({
      kind: 'reminder',
      recordId,
      priority: 'bulk',
    })),
  );
  const queuedAt = Date.now();

  await smtp.until(() => taken() > PLAN.signers / 4, 240_000);
  const stalledAt = Date.now();
  smtp.stall();
  await stage.sign('during1030@stall.example');
  await delay(PLAN.stallMs);
  const recoveredAt = Date.now();
  refusing = true;
  smtp.recover();

  // Behind the last of the crowd only less urgent mails wait; those who sign now overtake them.
  await smtp.until(() => taken() > PLAN.signers, 480_000);
  const late = Array.from({ length: 5 }, (_, index) => `late102${index}@example.net`);
  await stage.signAll(late);
  const answeredAt = Date.now();

  await drained(stage);
  const samples = await watched.stop();
  const books = await readBooks(stage);

  // Nothing is lost: whoever was answered 202 was reached, or is recorded as refused for good.
  expect(books.unaccounted([...crowd, ...late, 'during1030@stall.example'])).toEqual([]);
  expect(books.notSettled).toEqual([]);
  // Nothing goes twice but where the connection broke between the final dot and its answer.
  expect(books.sentAfterTaken).toEqual([]);
  expect(books.unanswered).toBeGreaterThan(0);
  // Priority holds, all along and for those who came late.
  expect(books.mostOvertaken()).toBeLessThanOrEqual(HELD);
  expect(books.aheadOf(late, answeredAt)).toBeLessThanOrEqual(HELD);

  const steady = samples.filter(({ at }) => at > queuedAt + SLACK_MS);
  expect(
    steady.filter((sample) => Math.abs(books.waitingAt(sample.at) - sample.queued) > slack()),
  ).toEqual([]);
  const inStall = samples.filter(({ at }) => at > stalledAt + NOTICED_MS && at < recoveredAt);
  expect(inStall.filter(({ drainSeconds }) => drainSeconds !== Infinity)).toEqual([]);
  const atEnd = samples.filter(
    ({ at, queued }) => at > recoveredAt + NOTICED_MS && queued > slack(),
  );
  const wrong = atEnd.filter(
    (sample) => !isNear(sample.drainSeconds, (books.endedAt - sample.at) / 1000),
  );
  expect(wrong).toEqual([]);
  stage.server.signal('SIGTERM');
  expect(await stage.server.exited).toBe(0);
  const looked = { samples: samples.length, inStall: inStall.length, atEnd: atEnd.length };
  await annotate(books.inWords(looked));
});

test('who signs behind 20,000 less urgent mails waits for those on their way alone', async () => {
  const stage = await mailStage({ ratePerSecond: 50, treat: () => ({ do: 'take' }) });
  await stage.sign('first@example.net');
  const [recordId = ''] = await pendingRecords(stage);
  const many = Array.from({ length: 10_000 }, () => recordId);
  await stage.enqueue(many.map((recordId) => ({ kind: 'reminder', recordId, priority: 'bulk' })));
  await stage.enqueue(many.map((recordId) => ({ kind: 'confirm', recordId, priority: 'soon' })));
  for (let turn = 0; turn < 5; turn += 1) {
    const email = `urgent${turn}@example.net`;
    await stage.sign(email);
    const before = stage.smtp.arrivals.length;
    await stage.smtp.until(() => stage.smtp.arrivals.some(({ to }) => to === email), 20_000);
    const place = stage.smtp.arrivals.findIndex(({ to }) => to === email);
    expect(place - before).toBeLessThanOrEqual(HELD);
    await delay(Math.random() * 400);
  }
  // A stop with thousands waiting settles what is on its way and leaves the rest as it was.
  stage.server.signal('SIGTERM');
  expect(await stage.server.exited).toBe(0);
  expect(stage.server.output()).not.toContain('mail not settled');
  const { rows } = await stage.db.pool.query(
    `SELECT (SELECT count(*)::int FROM pgboss.job WHERE name = 'mail' AND state = 'active') AS active,
       (SELECT count(*)::int FROM mail_outcomes) AS ended`,
  );
  const taken = stage.smtp.arrivals.filter(({ answer }) => answer === 250);
  expect(rows).toEqual([{ active: 0, ended: taken.length }]);
});

const slack = () => HELD * 2 + (PLAN.ratePerSecond * SLACK_MS) / 1000;

/** Within a third, or fifteen seconds: those put off come last, one by one. */
const isNear = (told: number, real: number) => Math.abs(told - real) <= Math.max(15, real / 3);

async function pendingRecords({ db }: MailStage): Promise<string[]> {
  const { rows } = await db.pool.query<{ id: string }>(
    `SELECT s.id FROM submissions s WHERE NOT EXISTS (SELECT FROM signatures g WHERE g.id = s.id)
     ORDER BY s.id DESC LIMIT $1`,
    [PLAN.others],
  );
  return rows.map(({ id }) => id);
}

function watch(stage: MailStage): { stop: () => Promise<MailFigures[]> } {
  const ended = new AbortController();
  const samples: MailFigures[] = [];
  const run = async () => {
    while (!ended.signal.aborted) {
      samples.push(await stage.figures());
      await delay(PLAN.sampleMs, undefined, { signal: ended.signal }).catch(() => undefined);
    }
  };
  const running = run();
  return {
    stop: async () => {
      ended.abort();
      await running;
      return samples;
    },
  };
}

/** Until nothing waits; the short form does not wait for the pauses between tries. */
async function drained({ db, figures }: MailStage): Promise<void> {
  const hurries = atScale({ short: true, full: false });
  for (;;) {
    if (hurries)
      await db.pool.query(`UPDATE pgboss.job SET start_after = now() WHERE state = 'retry'`);
    if ((await figures()).queued === 0) return;
    await delay(200);
  }
}
